using System.Security;

namespace PackageProbe;

/// <summary>What the build reads: versions for <c>Directory.Packages.props</c>, and the files that must be there for these to hold.</summary>
/// <param name="Natives">Native packages of ONNX Runtime to reference.</param>
/// <param name="Versions">Version of each package that is referenced by name.</param>
/// <param name="ReadyToRun">Platforms for which the feeds have what compiling ahead of time needs.</param>
/// <param name="Restored">The restore that fetched them and what they depend on.</param>
/// <param name="Source">The only source for the build to restore from, where feeds did not answer; null where they
/// did.</param>
internal sealed record Answer(
    IReadOnlyList<string> Natives,
    IReadOnlyDictionary<string, string> Versions,
    IReadOnlyList<string> ReadyToRun,
    RestoreResult Restored,
    string? Source)
{
    /// <summary>Writes the answer, and beside it the list of files without which it is to be asked anew. The list is
    /// empty where feeds did not answer: the next build asks again.</summary>
    /// <param name="path">The <c>.props</c> file.</param>
    public void Write(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        IEnumerable<string> files = Source is null ? Restored.Versions.Select(MetadataOf) : [];
        File.WriteAllLines(Path.ChangeExtension(path, ".txt"), files);
        string? source = SecurityElement.Escape(Source);
        string temporary = $"{path}.{Environment.ProcessId}";
        File.WriteAllText(temporary, $"""
            <Project>
              <PropertyGroup>
                <RestoreSources Condition="'{source}' != ''">{source}</RestoreSources>
                <OnnxRuntimePackages>{string.Join(';', Natives)}</OnnxRuntimePackages>
                <OnnxRuntimeBindingVersion>{Versions[RuntimeSearch.Binding]}</OnnxRuntimeBindingVersion>
                <ReadyToRunIdentifiers>{string.Join(';', ReadyToRun)}</ReadyToRunIdentifiers>
              </PropertyGroup>
              <ItemGroup>
            {string.Join("\n", Versions.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(ElementOf))}
              </ItemGroup>
            </Project>

            """);
        File.Move(temporary, path, overwrite: true);
    }

    private static string ElementOf(KeyValuePair<string, string> package) =>
        $"    <PackageVersion Update=\"{SecurityElement.Escape(package.Key)}\" Version=\"[{SecurityElement.Escape(package.Value)}]\" />";

    private string MetadataOf(KeyValuePair<string, string> package) =>
        Path.Combine(Restored.PackageFolder, package.Key.ToLowerInvariant(), package.Value.ToLowerInvariant(), ".nupkg.metadata");
}
