using System.IO.Compression;
using PackageProbe;

namespace FinerCut.Build.Tests.Feeds;

/// <summary>A package feed in a folder, with a cache of its own beside the feed.</summary>
internal sealed class FolderFeed : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("finercut feed ");

    static FolderFeed()
    {
        // Where the variable is set, NuGet takes no cache from the configuration of a folder.
        _ = CachedFeed.CachePath;
        Environment.SetEnvironmentVariable(CachedFeed.CacheVariable, null);
    }

    public FolderFeed()
    {
        Directory.CreateDirectory(PackagesPath);
        PointTo(PackagesPath);
    }

    /// <summary>The folder with the packages.</summary>
    public string PackagesPath => Path.Combine(_root.FullName, "feed");

    /// <summary>The folder with what was fetched.</summary>
    public string CachePath => Path.Combine(_root.FullName, "cache");

    /// <summary>A folder for projects that use this feed alone.</summary>
    public string WorkPath => Path.Combine(_root.FullName, "artifacts");

    /// <summary>A feed with all packages that the repository wants, in the wanted versions.</summary>
    public static FolderFeed OfWishes(IReadOnlyList<Wish> wishes)
    {
        FolderFeed feed = new();
        foreach (Wish wish in wishes.Where(wish =>
            !wish.Name.StartsWith("Microsoft.ML.OnnxRuntime", StringComparison.Ordinal)))
        {
            feed.Add(wish.Name, wish.Version);
        }

        return feed;
    }

    /// <summary>Adds an empty package.</summary>
    /// <param name="name">Name of the package.</param>
    /// <param name="version">Version of the package.</param>
    /// <param name="dependencies">Name and lowest version of each package that this one needs.</param>
    public FolderFeed Add(string name, string version, params (string Name, string Version)[] dependencies)
    {
        string elements = string.Concat(
            dependencies.Select(needed => $"""<dependency id="{needed.Name}" version="{needed.Version}" />"""));
        using ZipArchive archive =
            ZipFile.Open(Path.Combine(PackagesPath, $"{name}.{version}.nupkg"), ZipArchiveMode.Create);
        using StreamWriter writer = new(archive.CreateEntry($"{name}.nuspec").Open());
        writer.Write($"""
            <?xml version="1.0" encoding="utf-8"?>
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata>
            <id>{name}</id><version>{version}</version><authors>tests</authors><description>Empty.</description>
            <dependencies><group targetFramework="net10.0">{elements}</group></dependencies></metadata></package>
            """);
        return this;
    }

    /// <summary>Adds the binding of ONNX Runtime.</summary>
    public FolderFeed AddBinding(string version) => Add("Microsoft.ML.OnnxRuntime.Managed", version);

    /// <summary>Adds a native package of ONNX Runtime, which needs the binding in its own version or a higher
    /// one.</summary>
    public FolderFeed AddNative(string name, string version) =>
        Add(name, version, ("Microsoft.ML.OnnxRuntime.Managed", version));

    /// <summary>Takes a version of a package away.</summary>
    public FolderFeed Remove(string name, string version)
    {
        File.Delete(Path.Combine(PackagesPath, $"{name}.{version}.nupkg"));
        return this;
    }

    /// <summary>From now on the feed does not answer; what was fetched before stays in the cache.</summary>
    public FolderFeed TakeDown()
    {
        PointTo("http://127.0.0.1:9/v3/index.json");
        return this;
    }

    public void Dispose() => _root.Delete(recursive: true);

    private void PointTo(string source) => File.WriteAllText(Path.Combine(_root.FullName, "nuget.config"), $"""
        <configuration>
          <config><clear /><add key="globalPackagesFolder" value="{CachePath}" /></config>
          <packageSources><clear /><add key="tests" value="{source}" allowInsecureConnections="true" /></packageSources>
          <fallbackPackageFolders><clear /></fallbackPackageFolders>
        </configuration>
        """);
}
