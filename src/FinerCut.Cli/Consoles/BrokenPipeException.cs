namespace FinerCut.Cli.Consoles;

/// <summary>Whoever read standard output has gone, as <c>head</c> does after its last line: no fault of
/// anybody.</summary>
internal sealed class BrokenPipeException : Exception;
