using System.Diagnostics;
using FinerCut.Onnx;

namespace FinerCut.Tests.Calibration.Tokenizers;

public class InvariantGlobalizationTests
{
    private const string Variable = "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT";

    // The mode is fixed when a process starts, so that the test starts itself again in a process that has it.
    [Fact]
    public void Open_OfNormalizationInInvariantMode_IsRefused()
    {
        if (Environment.GetEnvironmentVariable(Variable) == "1")
        {
            DiagnosticException error = TokenizerFiles.Refuse(TinyTokenizer.Letters().With("normalizer", """{"type":"NFC"}"""));
            Assert.Equal("FC3012", error.Code);
            return;
        }

        string library = typeof(InvariantGlobalizationTests).Assembly.Location;
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true };
        string[] arguments = [library, "-class", typeof(InvariantGlobalizationTests).FullName!];
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment[Variable] = "1";
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0 && output.Contains("Total: 1", StringComparison.Ordinal), output);
    }
}
