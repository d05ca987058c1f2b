/** How token vectors become one vector: their mean, or the first token's (`[CLS]`). */
export type Pooling = 'mean' | 'cls';

/** How a model wants to be used. Everything here changes vectors, and so belongs to the fingerprint. */
export interface ModelProfile {
  readonly pooling: Pooling;
  /** Put before every question. */
  readonly queryPrefix: string;
  /** Put before every passage. */
  readonly passagePrefix: string;
  /** Longer inputs are cut, special tokens included. 1 or more. */
  readonly maxTokens: number;
  /** Whether text is folded (NFKC, Simplified, lower case) before it is tokenised. */
  readonly fold: boolean;
}

/** Some of a profile: from a `yinju.json`, or from the operator's settings. */
export type PartialProfile = { readonly [K in keyof ModelProfile]?: ModelProfile[K] | undefined };

/** A family of models that want the same profile. */
interface Family {
  readonly name: string;
  /** Matched against the model's id or folder name, in lower case. */
  readonly pattern: RegExp;
  readonly profile: PartialProfile;
}

/** Longest input of BERT and its kin (`max_position_embeddings`). */
const BERT_MAX_TOKENS = 512;

const DEFAULT_PROFILE: ModelProfile = {
  pooling: 'mean',
  queryPrefix: '',
  passagePrefix: '',
  maxTokens: BERT_MAX_TOKENS,
  fold: false,
};

/** Prefixes and pooling from the model cards of BAAI/bge-*-v1.5, intfloat/*e5-* and sentence-transformers/*. */
const FAMILIES: readonly Family[] = [
  {
    name: 'bge-zh',
    pattern: /bge-(?:small|base|large)-zh/,
    profile: { pooling: 'cls', queryPrefix: '为这个句子生成表示以用于检索相关文章：' },
  },
  {
    name: 'bge-en',
    pattern: /bge-(?:micro|small|base|large)-en/,
    profile: { pooling: 'cls', queryPrefix: 'Represent this sentence for searching relevant passages: ' },
  },
  { name: 'bge-m3', pattern: /bge-m3/, profile: { pooling: 'cls' } },
  {
    name: 'e5',
    pattern: /(?:^|[^a-z0-9])e5-(?:small|base|large)/,
    profile: { queryPrefix: 'query: ', passagePrefix: 'passage: ' },
  },
  {
    name: 'sentence-transformers',
    pattern: /minilm|paraphrase-|(?:all|multi-qa)-mpnet|text2vec-|m3e-/,
    profile: {},
  },
];

/** What {@link chooseProfile} decided. */
export interface ChosenProfile {
  readonly profile: ModelProfile;
  /** The family that was recognised, or `null`: then the defaults (mean, no prefixes) are a guess. */
  readonly family: string | null;
}

/** Where a profile's parts come from, besides the family. */
export interface ProfileSources {
  /** Hub id, or folder name. */
  readonly model: string;
  /** The model folder's `yinju.json`; overrides the family. */
  readonly declared?: PartialProfile | undefined;
  /** The operator's settings; override everything. */
  readonly overrides?: PartialProfile | undefined;
}

/** Operator's settings, then the model folder's own, then the family's, then the defaults. */
export function chooseProfile({ model, declared = {}, overrides = {} }: ProfileSources): ChosenProfile {
  const family = FAMILIES.find(({ pattern }) => pattern.test(model.toLowerCase()));
  const pick = <K extends keyof ModelProfile>(key: K): ModelProfile[K] =>
    overrides[key] ?? declared[key] ?? family?.profile[key] ?? DEFAULT_PROFILE[key];
  return {
    profile: {
      pooling: pick('pooling'),
      queryPrefix: pick('queryPrefix'),
      passagePrefix: pick('passagePrefix'),
      maxTokens: pick('maxTokens'),
      fold: pick('fold'),
    },
    family: family?.name ?? null,
  };
}
