using System.Diagnostics;
using System.Text.Json;
using FinerCut.Clients.GenAI.Contract;
using FinerCut.TestModels.Files;

namespace FinerCut.Clients.Tests.GenAI;

/// <summary>The program that loads folders with ONNX Runtime GenAI, as a process of its own.</summary>
internal static class GenAIProgram
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private static readonly string TestProject =
        Path.Combine(SharedData.RepositoryRoot, "tests", "FinerCut.Clients.Tests");

    /// <summary>Beside the binaries of the tests, of the same configuration.</summary>
    private static readonly string Binaries = Path.Combine(
        SharedData.RepositoryRoot, "tests", "FinerCut.Clients.GenAI", Path.GetRelativePath(
            TestProject, AppContext.BaseDirectory));

    /// <summary>Skips the running test, with the reason, where the build could not get ONNX Runtime GenAI.</summary>
    public static void Require()
    {
        string reason = Path.Combine(Binaries, "unavailable.txt");
        Assert.SkipWhen(
            File.Exists(reason),
            $"ONNX Runtime GenAI is not here: {(File.Exists(reason) ? File.ReadAllText(reason).Trim() : "")}");
    }

    /// <summary>Asks for several texts in one process.</summary>
    /// <returns>The answers in the order of the requests.</returns>
    public static async Task<IReadOnlyList<GenerationAnswer>> Ask(IEnumerable<GenerationRequest> requests) =>
        JsonSerializer.Deserialize<GenerationAnswer[]>(await Run(JsonSerializer.Serialize(requests)))!;

    /// <summary>Runs the sample of the documentation.</summary>
    /// <returns>The text that it writes.</returns>
    public static Task<string> RunSample(string folder, string prompt) => Run("", "sample", folder, prompt);

    private static async Task<string> Run(string input, params string[] arguments)
    {
        ProcessStartInfo start = new(
            "dotnet", ["exec", Path.Combine(Binaries, "FinerCut.Clients.GenAI.dll"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        using CancellationTokenSource patience =
            CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        Task<string> output = process.StandardOutput.ReadToEndAsync(patience.Token);
        Task<string> error = process.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), patience.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(patience.Token);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }

        Assert.True(process.ExitCode == 0, $"The client ended with {process.ExitCode}: {await error}");
        return await output;
    }
}
