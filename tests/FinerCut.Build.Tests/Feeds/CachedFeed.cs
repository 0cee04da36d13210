using System.IO.Compression;
using System.Text.RegularExpressions;
using PackageProbe;

namespace FinerCut.Build.Tests.Feeds;

/// <summary>A folder feed with the packages of this machine's cache, to be changed for a test.</summary>
internal sealed partial class CachedFeed
{
    /// <summary>The variable that names NuGet's cache.</summary>
    public const string CacheVariable = "NUGET_PACKAGES";

    private readonly string _folder;

    /// <summary>Copies the packages that the cache has; of ONNX Runtime those of the wanted version alone.</summary>
    /// <param name="folder">The feed; made here.</param>
    /// <param name="wishes">Wanted versions.</param>
    public CachedFeed(string folder, IReadOnlyList<Wish> wishes)
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        string runtimeVersion = wishes.First(wish => wish.Name == RuntimeSearch.Binding).Version;
        foreach (string package in Directory.EnumerateFiles(CachePath, "*.nupkg", SearchOption.AllDirectories))
        {
            string name = Path.GetFileName(package);
            if (!name.StartsWith("microsoft.ml.onnxruntime.", StringComparison.Ordinal)
                || name.EndsWith($".{runtimeVersion}.nupkg", StringComparison.Ordinal))
            {
                File.CreateSymbolicLink(Path.Combine(_folder, name), package);
            }
        }
    }

    /// <summary>NuGet's cache on this machine.</summary>
    public static string CachePath { get; } = Environment.GetEnvironmentVariable(CacheVariable)
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>Whether the feed has a package.</summary>
    public bool Has(string name, string version) => File.Exists(PathOf(name, version));

    /// <summary>Takes all versions of packages away.</summary>
    public CachedFeed Remove(params IEnumerable<string> names)
    {
        foreach (string path in names.SelectMany(name => Directory.EnumerateFiles(
            _folder, $"{name.ToLowerInvariant()}.*.nupkg")
            .Where(path => char.IsAsciiDigit(Path.GetFileName(path)[name.Length + 1]))).ToList())
        {
            File.Delete(path);
        }

        return this;
    }

    /// <summary>Gives a package, and what it needs of ONNX Runtime, another version.</summary>
    public CachedFeed Renumber(string name, string version)
    {
        string source = Directory.EnumerateFiles(_folder, $"{name.ToLowerInvariant()}.*.nupkg")
            .Single(path => char.IsAsciiDigit(Path.GetFileName(path)[name.Length + 1]));
        using (ZipArchive from = ZipFile.OpenRead(source))
        using (ZipArchive to = ZipFile.Open(PathOf(name, version), ZipArchiveMode.Create))
        {
            foreach (ZipArchiveEntry entry in from.Entries.Where(entry => entry.Name != ".signature.p7s"))
            {
                Copy(entry, to, version);
            }
        }

        File.Delete(source);
        return this;
    }

    private static void Copy(ZipArchiveEntry entry, ZipArchive target, string version)
    {
        using Stream input = entry.Open();
        using Stream output = target.CreateEntry(entry.FullName).Open();
        if (!entry.Name.EndsWith(".nuspec", StringComparison.Ordinal))
        {
            input.CopyTo(output);
            return;
        }

        string text = new StreamReader(input).ReadToEnd();
        text = OwnVersion().Replace(text, $"<version>{version}</version>", 1);
        text = NeededRuntime().Replace(text, $"${{1}}{version}$2");
        using StreamWriter writer = new(output);
        writer.Write(text);
    }

    private string PathOf(string name, string version) =>
        Path.Combine(_folder, $"{name.ToLowerInvariant()}.{version}.nupkg");

    [GeneratedRegex("<version>[^<]*</version>")]
    private static partial Regex OwnVersion();

    [GeneratedRegex("(id=\"Microsoft.ML.OnnxRuntime[^\"]*\" version=\")[^\"]*(\")")]
    private static partial Regex NeededRuntime();
}
