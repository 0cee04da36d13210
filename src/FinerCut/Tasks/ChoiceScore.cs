namespace FinerCut.Tasks;

/// <summary>What a model thinks of a choice.</summary>
/// <param name="LogProbability">Natural logarithm of the continuation's probability: the sum over its tokens.</param>
/// <param name="IsGreedy">Whether each of its tokens is the likeliest one.</param>
/// <param name="Tokens">Tokens of the continuation.</param>
internal readonly record struct ChoiceScore(double LogProbability, bool IsGreedy, int Tokens);
