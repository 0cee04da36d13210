using System.CommandLine;
using FinerCut.Cli.Answers;
using FinerCut.Cli.Reports;
using FinerCut.Commands.Prune;
using FinerCut.Execution;
using FinerCut.Onnx;

namespace FinerCut.Cli.Commands;

/// <summary>Writes what <c>prune</c> and <c>apply</c> put into files of their own, also where the limit on perplexity
/// keeps a run from writing the model.</summary>
/// <param name="files">The options.</param>
/// <param name="parsed">The command line.</param>
/// <param name="origin">What the report is about.</param>
internal sealed class PruneFiles(FileOptionSet files, ParseResult parsed, ReportOrigin origin)
{
    /// <summary>Lets both models write for the report.</summary>
    public required ReportTexts Writer { get; init; }

    /// <summary>Texts to begin with.</summary>
    public required IReadOnlyList<string> Texts { get; init; }

    /// <summary>Where the models run.</summary>
    public required RuntimeOptions Runtime { get; init; }

    /// <summary>Whether the result is an order of sublayers, and no model.</summary>
    public bool IsOrder { get; init; }

    /// <summary>Runs the command, and writes the files.</summary>
    /// <param name="run">The command; tells what was found where the limit ends the run.</param>
    /// <returns>What the command returns.</returns>
    /// <exception cref="DiagnosticException">The command failed, or a file cannot be written.</exception>
    public PruneResult Run(Func<Action<PruneResult>?, PruneResult> run)
    {
        PruneResult? refused = null;
        PruneResult result;
        try
        {
            result = run(files.AreAsked(parsed) ? found => refused = found : null);
        }
        catch (DiagnosticException cause) when (refused is not null)
        {
            Write(refused, cause.Message);
            throw;
        }

        Write(result, refusal: null);
        return result;
    }

    private void Write(PruneResult result, string? refusal)
    {
        files.WriteTable(parsed, () => StepCsv.ListRows(result.Plan));
        files.WriteReport(parsed, () => new PruneReport(result, origin)
        {
            Refusal = refusal,
            IsOrder = IsOrder,
            Texts = IsOrder ? null : Writer.Write(origin.Model, result, Texts, Runtime),
        }.Make());
    }
}
