using System.Xml.Linq;

namespace PackageProbe;

/// <summary>A package that the repository wants: the version of <c>Directory.Packages.props</c>, or one near that version.</summary>
/// <param name="Name">Name on the feeds.</param>
/// <param name="Version">Version that the code was written for.</param>
/// <param name="IsOptional">Whether the repository builds without the package.</param>
internal sealed record Wish(string Name, string Version, bool IsOptional)
{
    /// <summary>Reads all wishes of a <c>Directory.Packages.props</c>.</summary>
    public static IReadOnlyList<Wish> Read(string path) =>
    [
        .. XDocument.Load(path).Descendants("PackageVersion")
            .Where(element => element.Attribute("Include") is not null)
            .Select(element => new Wish(
                element.Attribute("Include")!.Value,
                element.Attribute("Version")!.Value,
                element.Attribute("Optional")?.Value == "true")),
    ];
}
