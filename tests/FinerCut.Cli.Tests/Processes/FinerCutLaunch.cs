namespace FinerCut.Cli.Tests.Processes;

/// <summary>How a process is started.</summary>
internal sealed record FinerCutLaunch
{
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>The folder with <c>finercut.dll</c>.</summary>
    public string Folder { get; init; } = AppContext.BaseDirectory;

    /// <summary>A program and its arguments that runs the command after them, such as <c>strace -f</c>; none by
    /// default.</summary>
    public IReadOnlyList<string> Through { get; init; } = [];

    /// <summary>Variables on top of those of this process; null takes one away.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();
}
