using FinerCut.Commands.Inspect;
using FinerCut.Decoders;
using FinerCut.Folders;
using FinerCut.Onnx;
using FinerCut.Sources;
using FinerCut.TestModels.Execution;
using FinerCut.Tests.Plans;
using FinerCut.Verification;
using FinerCut.Verification.Checks;
using FinerCut.Writing;

namespace FinerCut.Tests.Companions;

/// <summary>One folder taken the whole way, but for what the runtime does: inspected, pruned, written,
/// compared.</summary>
/// <param name="Code">The number of the error that ended it; null where it came to a result.</param>
/// <param name="Failure">What no folder may cause: another exception, a message with a temporary path, too much time;
/// null where all is well.</param>
internal sealed record DamagedFolderRun(string? Code, string? Failure)
{
    private const double LongestInSeconds = 2;
    private const string Checked = "finercut-verify-";

    /// <summary>Runs a folder and judges the run.</summary>
    /// <param name="folder">The model's folder.</param>
    /// <param name="target">The folder to write; it does not appear.</param>
    public static DamagedFolderRun Of(string folder, string target)
    {
        ProcessorTime time = new();
        string? code = null;
        string? failure = null;
        try
        {
            Prune(folder, target);
        }
        catch (DiagnosticException exception)
        {
            (code, failure) = (exception.Code, FaultOf(exception.Message, target));
        }
#pragma warning disable CA1031 // Any other exception is what this looks for.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            failure = exception.ToString();
        }

        failure ??= time.Seconds > LongestInSeconds ? $"it took {time.Seconds:f1} s" : null;
        return new(code, failure ?? (Directory.Exists(target) ? "it left the target" : null));
    }

    private static string? FaultOf(string message, string target) =>
        message.Length is < 40 or > 4000 ? $"a message of {message.Length} characters"
        : message.Contains(Checked, StringComparison.Ordinal)
            || message.Contains($".{Path.GetFileName(target)}", StringComparison.Ordinal)
                ? $"a temporary path: {message}"
            : null;

    private static void Prune(string folder, string target)
    {
        _ = InspectRun.Execute(new InspectOptions { Model = folder });
        using SourceModel source = SourceModel.Open(folder, sampleLength: 16);
        _ = source.Companions.LeftBehind;
        SublayerName removed = source.Names[1 % source.Names.Count];
        using OutputFolder output = OutputFolder.Create(target, source.Folder, force: true);
        WrittenModel written = output.Guard(() => PrunedModelWriter.Write(
            source.Map, SamplePlans.ByHand with { Removed = [new(removed.ToString(), null)] }, source.Companions,
            output, CancellationToken.None));
        using FolderPair pair = FolderPair.Open(source.Folder, ModelFolder.Find(written.Graph));
        FolderChecks.EnsureSame(pair, new HashSet<SublayerName> { removed });
    }
}
