namespace FinerCut.Cli.Diagnostics;

/// <summary>What <c>finercut</c> hands back to the shell.</summary>
internal enum ExitCode
{
    /// <summary>All that was asked is done.</summary>
    Done = 0,

    /// <summary>It ran but fell short: no disk space, trouble in the runtime, a perplexity beyond its limit, or a
    /// result that did not verify.</summary>
    FellShort = 1,

    /// <summary>The command line is wrong.</summary>
    Usage = 64,

    /// <summary>A model or data file is damaged, unsuitable, or refused by the runtime.</summary>
    BadModel = 65,

    /// <summary>A file or folder that was named is not there.</summary>
    MissingInput = 66,

    /// <summary>A fault of finercut itself.</summary>
    Internal = 70,

    /// <summary>Stopped by Ctrl-C, SIGTERM or SIGHUP.</summary>
    Cancelled = 130,

    /// <summary>Whoever read standard output has gone, as <c>head</c> does after its last line: the number by which
    /// shells tell the end of other programs then, by SIGPIPE.</summary>
    BrokenPipe = 141,
}
