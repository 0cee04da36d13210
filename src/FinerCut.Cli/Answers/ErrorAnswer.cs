namespace FinerCut.Cli.Answers;

/// <summary>What every command prints with <c>--json</c> where it fails; the one key tells it from an answer.</summary>
/// <param name="Error">What went wrong.</param>
internal sealed record ErrorAnswer(ErrorDetails Error);
