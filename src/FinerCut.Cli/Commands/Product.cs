using System.Reflection;

namespace FinerCut.Cli.Commands;

/// <summary>What this tool is.</summary>
internal static class Product
{
    /// <summary>The version, without the commit that it was built from.</summary>
    public static string Version { get; } = typeof(Product).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
