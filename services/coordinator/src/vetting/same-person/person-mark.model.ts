import { Schema, type Model } from 'mongoose';

/** That a case is about some person, by a mark that says nothing without the hub's own key. */
export interface PersonMark {
  /** The case. */
  readonly _id: string;
  /** Of the identity number. */
  readonly mark: string;
  /** Of the name. */
  readonly name: string;
}

export const PERSON_MARK = 'PersonMark';

export const personMarkSchema = new Schema<PersonMark>({ _id: { type: String, required: true }, mark: { type: String, required: true }, name: String }, { collection: 'person_marks', versionKey: false })
  .index({ mark: 1, _id: 1 })
  .index({ name: 1, _id: 1 });

export type PersonMarks = Model<PersonMark>;
