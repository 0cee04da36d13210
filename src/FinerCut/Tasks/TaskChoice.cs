namespace FinerCut.Tasks;

/// <summary>A text that a model may continue, and one continuation.</summary>
/// <param name="Context">What stands before.</param>
/// <param name="Continuation">What is scored, mostly with a leading blank; not empty.</param>
internal sealed record TaskChoice(string Context, string Continuation);
