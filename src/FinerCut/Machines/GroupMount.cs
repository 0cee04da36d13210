namespace FinerCut.Machines;

/// <summary>A mounted tree of control groups, and where in it this process is.</summary>
/// <param name="Folder">Where it is mounted, such as <c>/sys/fs/cgroup/memory</c>.</param>
/// <param name="Controllers">The controllers of a tree of version 1; empty for one of version 2, which has all.</param>
/// <param name="Own">The group of this process below the folder, such as <c>/user.slice</c>; empty for the folder
/// itself.</param>
internal sealed record GroupMount(string Folder, IReadOnlyList<string> Controllers, string Own)
{
    /// <summary>The trees that are mounted.</summary>
    public static IReadOnlyList<GroupMount> Read(SystemFiles files)
    {
        IReadOnlyList<string> groups = files.Lines("proc/self/cgroup");
        return [.. files.Lines("proc/self/mountinfo").Select(line => Parse(line, groups)).OfType<GroupMount>()];
    }

    /// <summary>The folders of the process's group and of all that hold it, innermost first; none where the tree has
    /// not the controller.</summary>
    public IEnumerable<string> FoldersOf(string controller)
    {
        if (Controllers.Count > 0 && !Controllers.Contains(controller))
        {
            yield break;
        }

        string below = Own.TrimEnd('/');
        while (below.Length > 0)
        {
            yield return Folder + below;
            below = below[..Math.Max(0, below.LastIndexOf('/'))];
        }

        yield return Folder;
    }

    /// <summary>Such as <c>31 23 0:28 /root /sys/fs/cgroup/memory rw shared:9 - cgroup cgroup rw,memory</c>.</summary>
    private static GroupMount? Parse(string line, IReadOnlyList<string> groups)
    {
        if (line.Split(" - ") is not [string mount, string system]
            || mount.Split(' ') is not [_, _, _, string root, string folder, ..]
            || system.Split(' ') is not [string type and ("cgroup" or "cgroup2"), .., string options])
        {
            return null;
        }

        string[] controllers = type == "cgroup" ? options.Split(',') : [];
        return new GroupMount(folder, controllers, Below(root, PathIn(groups, controllers)));
    }

    /// <summary>Lines such as <c>4:memory:/user.slice</c>, or <c>0::/user.slice</c> for version 2.</summary>
    private static string PathIn(IReadOnlyList<string> groups, string[] controllers) => groups
        .Select(line => line.Split(':', 3))
        .FirstOrDefault(parts => parts.Length == 3 && (controllers.Length == 0
            ? parts[1].Length == 0
            : parts[1].Split(',').Intersect(controllers).Any()))?[2] ?? "";

    /// <summary>A container sees the root of its own group mounted, while its path may be told from the root of the
    /// machine.</summary>
    private static string Below(string root, string path)
    {
        string prefix = root.TrimEnd('/');
        bool isBelow = path.StartsWith(prefix + "/", StringComparison.Ordinal)
            && !path.Contains("..", StringComparison.Ordinal);
        return isBelow ? path[prefix.Length..] : "";
    }
}
