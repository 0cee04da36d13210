using System.Diagnostics;
using System.Runtime.InteropServices;

namespace FinerCut.Build.Tests.Packages;

/// <summary>Which package of ONNX Runtime the build takes for a platform, where the feeds serve both.</summary>
public class RuntimeChoiceTests
{
    private const string Gpu = "Microsoft.ML.OnnxRuntime.Gpu";
    private const string Cpu = "Microsoft.ML.OnnxRuntime";

    /// <summary>Properties of the build, and the package that the output gets.</summary>
    private static readonly (string Properties, string Package)[] Choices =
    [
        ("RuntimeIdentifier=linux-x64", Gpu),
        ("RuntimeIdentifier=win-x64", Gpu),
        ("RuntimeIdentifier=linux-arm64", Cpu),
        ("RuntimeIdentifier=linux-musl-x64", Cpu),
        ("RuntimeIdentifier=osx-arm64", Cpu),
        ("RuntimeIdentifier=osx-x64", Cpu),
        ("RuntimeIdentifier=win-arm64", Cpu),
        ("RuntimeIdentifier=win-x86", Cpu),
        ("RuntimeIdentifier=", RuntimeInformation.OSArchitecture == Architecture.X64 && !OperatingSystem.IsMacOS()
            ? Gpu
            : Cpu),
        ($"RuntimeIdentifier=linux-x64;OnnxRuntimePackage={Cpu}", Cpu),
        ($"RuntimeIdentifier=osx-arm64;OnnxRuntimePackage={Gpu}", Gpu),
        ("RuntimeIdentifier=linux-x64;_IsPacking=true", Gpu),
        ("RuntimeIdentifier=win-arm64;_IsPacking=true", Cpu),
    ];

    [Fact]
    public async Task Choice_OfEachPlatform_IsThePackageWithItsLibraries() =>
        Assert.Equal(Choices.Select(choice => $"{choice.Properties}: {choice.Package}"), await EvaluateAsync());

    /// <summary>Evaluates the command's project once for each choice, in one process, without an answer of the
    /// feeds.</summary>
    private static async Task<IReadOnlyList<string>> EvaluateAsync()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        string project = Path.Combine(folder.FullName, "Choices.proj");
        IEnumerable<string> tasks = Choices.Select((choice, i) => $"""
            <MSBuild Projects="{Repository.PathOf("src/FinerCut.Cli/FinerCut.Cli.csproj")}" Targets="TellRuntimePackage" Properties="PackageAnswer=none;{choice.Properties}">
              <Output TaskParameter="TargetOutputs" PropertyName="Package{i}" />
            </MSBuild>
            <Message Importance="high" Text="{choice.Properties.Replace(";", "%3B", StringComparison.Ordinal)}: $(Package{i})" />
            """);
        await File.WriteAllTextAsync(
            project, $"""<Project><Target Name="Evaluate">{string.Concat(tasks)}</Target></Project>""");
        ProcessStartInfo start = new("dotnet", [
            "msbuild",
            project,
            "-nodeReuse:false",
            "-nologo",
            "-verbosity:minimal"
        ])
        { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        folder.Delete(recursive: true);
        return [.. output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
    }
}
