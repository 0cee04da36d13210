namespace FinerCut.Commands.Continue;

/// <summary>How a dense model and a pruned one continue the same text, always with the likeliest token.</summary>
/// <param name="Prompt">What both read.</param>
/// <param name="Dense">What the dense model writes.</param>
/// <param name="Pruned">What the pruned model writes.</param>
public sealed record Continuation(string Prompt, string Dense, string Pruned);
