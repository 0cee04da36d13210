using System.Security;

namespace PackageProbe;

/// <summary>What the build reads: versions for <c>Directory.Packages.props</c>, and the files that must be there for these to hold.</summary>
/// <param name="Natives">Native packages of ONNX Runtime to reference.</param>
/// <param name="Versions">Version of each package that is referenced by name.</param>
/// <param name="ReadyToRun">Platforms for which the feeds have what compiling ahead of time needs.</param>
/// <param name="Restored">The restore that fetched them and what they depend on.</param>
internal sealed record Answer(
    IReadOnlyList<string> Natives,
    IReadOnlyDictionary<string, string> Versions,
    IReadOnlyList<string> ReadyToRun,
    RestoreResult Restored)
{
    /// <summary>Writes the answer, and beside it the list of files without which it is to be asked anew.</summary>
    /// <param name="path">The <c>.props</c> file.</param>
    public void Write(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllLines(Path.ChangeExtension(path, ".txt"), Restored.Versions.Select(MetadataOf));
        string temporary = $"{path}.{Environment.ProcessId}";
        File.WriteAllText(temporary, $"""
            <Project>
              <PropertyGroup>
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
