namespace FinerCut.Cli.Answers;

/// <summary>An error for machines; the keys are the members in snake_case, in this order.</summary>
/// <param name="Number"><c>FC</c> and four digits; null for a fault of finercut and for a run that was
/// cancelled.</param>
/// <param name="Message">What was found, where, and what to do: the text of stderr.</param>
/// <param name="Advice">What to do about errors of this number, wherever they come from.</param>
/// <param name="ExitCode">The exit code of the process.</param>
internal sealed record ErrorDetails(string? Number, string Message, string? Advice, int ExitCode);
