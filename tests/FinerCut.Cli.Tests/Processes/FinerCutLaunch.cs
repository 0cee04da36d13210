namespace FinerCut.Cli.Tests.Processes;

/// <summary>How a process is started.</summary>
internal sealed record FinerCutLaunch
{
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>The folder with <c>finercut.dll</c>.</summary>
    public string Folder { get; init; } = AppContext.BaseDirectory;

    /// <summary>Variables on top of those of this process.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}
