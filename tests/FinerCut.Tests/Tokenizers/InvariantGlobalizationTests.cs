using System.Diagnostics;

namespace FinerCut.Tests.Tokenizers;

/// <summary>What a tokenizer does depends on no tables of the machine.</summary>
public class InvariantGlobalizationTests
{
    private const string Variable = "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT";

    // The mode is fixed when a process starts, so that the tests of parts run again in a process that has it.
    [Fact]
    public void PartsOfTokenizers_InInvariantMode_AreThoseOfTheLibrary()
    {
        RustLibrary.Open(TinyTokenizer.ByteLevel()).Dispose();
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true };
        string[] arguments = [typeof(RustPartTests).Assembly.Location, "-class", typeof(RustPartTests).FullName!];
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment[Variable] = "1";
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0 && !output.Contains("Total: 0", StringComparison.Ordinal), output);
    }
}
