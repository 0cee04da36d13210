namespace FinerCut.Cli.Tests.Snapshots;

/// <summary>Compares a text with a file under version control; UPDATE_SNAPSHOTS=1 writes the file instead.</summary>
internal static class Snapshot
{
    /// <summary>Where the files are, in the source tree.</summary>
    public static string Folder { get; } = Path.Combine(RepositoryRoot(), "tests", "FinerCut.Cli.Tests", "Snapshots");

    /// <summary>The name of one of many snapshots that a test has, in a folder of their own.</summary>
    /// <param name="group">The folder.</param>
    /// <param name="name">Its name.</param>
    public static string Of(string group, string name) => Path.Combine(group, name);

    /// <summary>Fails where the text differs from the file, and leaves what came as
    /// <c>NAME.received.snap</c>.</summary>
    public static void Match(string name, string actual)
    {
        string path = Path.Combine(Folder, $"{name}.snap");
        string received = Path.Combine(Folder, $"{name}.received.snap");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string text = actual.ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(path, text);
        }

        string expected = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        if (expected == text)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, text);
        Assert.Fail($"{name}.snap differs; compare it with {name}.received.snap, and accept with "
            + $"UPDATE_SNAPSHOTS=1.\n{Difference(expected, text)}");
    }

    /// <summary>The lines that differ, with <c>-</c> for the file's and <c>+</c> for what came.</summary>
    public static string Difference(string expected, string actual)
    {
        string[] left = expected.Split('\n');
        string[] right = actual.Split('\n');
        int head = Enumerable.Range(0, Math.Min(left.Length, right.Length)).TakeWhile(i => left[i] == right[i]).Count();
        int tail = Enumerable.Range(1, Math.Min(left.Length, right.Length) - head)
            .TakeWhile(i => left[^i] == right[^i])
            .Count();
        IEnumerable<string> gone = left[head..^tail].Select(line => $"- {line}");
        IEnumerable<string> come = right[head..^tail].Select(line => $"+ {line}");
        return string.Join('\n', new[] { $"at line {head + 1}:" }.Concat(gone).Concat(come));
    }

    private static string RepositoryRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "FinerCut.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName
            ?? throw new InvalidOperationException($"No FinerCut.sln above {AppContext.BaseDirectory}.");
    }
}
