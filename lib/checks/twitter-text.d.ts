// twitter-text brings no types; the tests use one function of it as their measure.
declare module 'twitter-text' {
  const twitterText: {
    extractHashtagsWithIndices(text: string): { hashtag: string; indices: [number, number] }[];
  };
  export default twitterText;
}
