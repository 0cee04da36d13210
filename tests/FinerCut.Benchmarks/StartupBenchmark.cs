using System.Diagnostics;
using System.Globalization;

namespace FinerCut.Benchmarks;

/// <summary>What a start of the published tool takes beside a start of an empty .NET program, which is made and
/// published here.</summary>
/// <param name="tool">The published program <c>finercut</c>.</param>
/// <param name="empty">The empty program.</param>
internal sealed class StartupBenchmark(string tool, string empty)
{
    private const int Rounds = 31;

    /// <summary>Makes the empty program, takes the times, and prints a line for each command.</summary>
    /// <param name="args">The folder of the published tool.</param>
    public static void Run(ReadOnlySpan<string> args)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("finercut-startup");
        new StartupBenchmark(Path.Combine(args[0], Named("finercut")), PublishEmpty(folder.FullName)).Measure();
        folder.Delete(recursive: true);
    }

    private static string PublishEmpty(string folder)
    {
        File.WriteAllText(Path.Combine(folder, "empty.csproj"), """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(folder, "Program.cs"), "System.Console.WriteLine(\"Hello, World!\");");
        using Process publish = Process.Start(new ProcessStartInfo(
            "dotnet", ["publish", folder, "-c", "Release", "-o", Path.Combine(folder, "out"), "-v", "quiet"]))!;
        publish.WaitForExit();
        return Path.Combine(folder, "out", Named("empty"));
    }

    private static string Named(string program) => OperatingSystem.IsWindows() ? program + ".exe" : program;

    /// <summary>The programs take turns, so that a busy moment of the machine does not hit one alone.</summary>
    private void Measure()
    {
        (string Program, string Argument)[] commands = [(empty, ""), (tool, "--version"), (tool, "--help")];
        List<double>[] times = [.. commands.Select(_ => new List<double>())];
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < commands.Length; i++)
            {
                times[i].Add(MillisecondsOf(commands[i].Program, commands[i].Argument));
            }
        }

        double basis = Median(times[0]);
        for (int i = 0; i < commands.Length; i++)
        {
            string name = $"{Path.GetFileNameWithoutExtension(commands[i].Program)} {commands[i].Argument}".TrimEnd();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{name,-20} median {Median(times[i]),6:0.0} ms  "
                    + $"{Median(times[i]) / basis:0.00} x"));
        }
    }

    private static double MillisecondsOf(string program, string argument)
    {
        ProcessStartInfo start = new(program, argument) { RedirectStandardOutput = true };
        long begin = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
