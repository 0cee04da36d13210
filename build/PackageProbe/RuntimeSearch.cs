namespace PackageProbe;

/// <summary>Finds versions of ONNX Runtime's packages that fit each other: the binding asks the native library for the interface of its own minor
/// version, and an older library does not have that.</summary>
/// <param name="restore">Asks the feeds.</param>
/// <param name="wishes">Wanted versions.</param>
internal sealed class RuntimeSearch(Restore restore, IReadOnlyList<Wish> wishes)
{
    /// <summary>The C# binding, which each native package depends on.</summary>
    public const string Binding = "Microsoft.ML.OnnxRuntime.Managed";

    private const int MostVersions = 40;

    /// <summary>The last restore that failed, for an error message.</summary>
    public RestoreResult? LastFailure { get; private set; }

    /// <summary>Finds versions of native packages and of the binding.</summary>
    /// <param name="natives">Native packages that are used together, with the same binding.</param>
    /// <returns>A version for each name; null where the feeds have no versions that fit.</returns>
    public IReadOnlyDictionary<string, string>? Find(IReadOnlyList<string> natives)
    {
        string wish = wishes.FirstOrDefault(known => known.Name == natives[0])?.Version ?? "0.0.0";
        return Walk(natives, $"[{wish},)", found => $"({found},)") ?? Walk(natives, $"[*,{wish})", found => $"[*,{found})");
    }

    private Dictionary<string, string>? Walk(IReadOnlyList<string> natives, string range, Func<string, string> next)
    {
        for (int i = 0; i < MostVersions; i++)
        {
            RestoreResult first = restore.Run(new Dictionary<string, string> { [natives[0]] = range });
            if (!first.Versions.TryGetValue(natives[0], out string? version))
            {
                LastFailure = first;
                return null;
            }

            if (first.IsSuccess && Fit(natives, version, first) is { } versions)
            {
                return versions;
            }

            range = next(version);
        }

        return null;
    }

    /// <summary>Adds the other native packages in the same minor version, and looks at the binding that all of them ask for.</summary>
    private Dictionary<string, string>? Fit(IReadOnlyList<string> natives, string version, RestoreResult first)
    {
        Version minor = MinorOf(version);
        RestoreResult all = first;
        if (natives.Count > 1)
        {
            Dictionary<string, string> ranges = natives.Skip(1).ToDictionary(name => name, _ => $"[{minor}.*,{minor.Major}.{minor.Minor + 1}.0-0)");
            ranges[natives[0]] = $"[{version}]";
            all = restore.Run(ranges);
        }

        string[] names = [.. natives, Binding];
        return all.IsSuccess && names.All(name => all.Versions.TryGetValue(name, out string? found) && MinorOf(found) == minor)
            ? names.ToDictionary(name => name, name => all.Versions[name])
            : null;
    }

    private static Version MinorOf(string version)
    {
        Version parsed = Version.Parse(version.Split('-', '+')[0]);
        return new Version(parsed.Major, parsed.Minor);
    }
}
