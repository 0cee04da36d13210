namespace FinerCut.Cli.Tests.Processes;

/// <summary>What can be seen of a run of <c>prune</c> from outside, in its order.</summary>
/// <param name="folder">The folder that holds the target alone.</param>
/// <param name="target">Full path of the target.</param>
internal sealed class PruneLandmarks(string folder, string target)
{
    /// <summary>The start of the process.</summary>
    public const string Start = "start";

    private const string Unfinished = ".*.finercut-*";

    /// <summary>The start, and lines on stderr: a phase each, and the steps of a search for three.</summary>
    public static IReadOnlyList<string> Lines { get; } =
        [Start, "Open", "Calibrate", "Prepare", "Search", "1/3", "2/3", "3/3", "Evaluate", "Write", "Verify"];

    /// <summary>What happens in the folder, where an older folder stands at the target: the unfinished folder,
    /// its first and its last file, its rights before it gets its name, the older one put aside, the new one
    /// there.</summary>
    public static IReadOnlyList<string> Files { get; } = ["folder", "graph", "plan", "rights", "old", "renamed"];

    /// <summary>Waits until something is seen, or was too short to be seen and the process is over.</summary>
    /// <exception cref="TimeoutException">A line does not come.</exception>
    public async Task Await(string landmark, FinerCutProcess process)
    {
        if (Files.Contains(landmark))
        {
            await Task.Run(() => AwaitFile(landmark, process));
        }
        else if (landmark != Start)
        {
            await process.WaitForError($"{landmark} ");
        }
    }

    /// <summary>Looks again and again, since what is awaited may last less than a millisecond.</summary>
    private void AwaitFile(string landmark, FinerCutProcess process)
    {
        while (!IsSeen(landmark) && !process.HasExited)
        {
            Thread.Sleep(0);
        }
    }

    private bool IsSeen(string landmark) => landmark switch
    {
        "folder" => Unfinisheds().Any(),
        "graph" => Unfinisheds().Any(path => File.Exists(Path.Combine(path, "model.onnx"))),
        "plan" => Unfinisheds().Any(path => File.Exists(Path.Combine(path, "finercut.plan.json"))),
        "rights" => Unfinisheds().Any(IsOpenToOthers),
        "old" => Directory.EnumerateDirectories(folder, Unfinished + "-old").Any(),
        _ => Directory.EnumerateDirectories(folder, Unfinished + "-old").Any() && Directory.Exists(target),
    };

    private IEnumerable<string> Unfinisheds() => Directory.EnumerateDirectories(folder, Unfinished);

    private static bool IsOpenToOthers(string path)
    {
        try
        {
            return !OperatingSystem.IsWindows() && File.GetUnixFileMode(path).HasFlag(UnixFileMode.GroupRead);
        }
        catch (IOException)
        {
            // It has its name already.
            return true;
        }
    }
}
