namespace FinerCut.Cli.Diagnostics;

/// <summary>What an exit code says.</summary>
/// <param name="Code">The code.</param>
/// <param name="Text">The words of the help page.</param>
internal sealed record ExitCodeMeaning(ExitCode Code, string Text);
