using FinerCut.Execution;
using FinerCut.Onnx;

namespace FinerCut.Calibration.SelfWriting;

/// <summary>Lets a model write its own calibration rows: from a start token on, each token drawn as likely as the model finds it.</summary>
/// <remarks>Numbers are drawn from a seed, logits come from the runtime: on another machine, or with other threads, a row may go another way
/// from some token on.</remarks>
internal sealed class SelfWriter
{
    /// <summary>What plans and the command line call such rows.</summary>
    internal const string SourceName = "self";

    private readonly CachedDecoder _decoder;
    private readonly RowPlan _plan;
    private readonly SeededNumbers _numbers;
    private int _length;

    /// <param name="decoder">The model.</param>
    /// <param name="plan">Which rows.</param>
    public SelfWriter(CachedDecoder decoder, RowPlan plan) =>
        (_decoder, _plan, _numbers, _length) = (decoder, plan, new SeededNumbers(plan.Seed), plan.SampleTokens);

    /// <summary>Writes the rows.</summary>
    /// <param name="advance">Told the tokens written so far, and those of all rows.</param>
    /// <param name="cancellation">Ends it between two tokens.</param>
    /// <returns>Shape <c>[samples][tokens]</c>; all shorter than wanted where the model cannot read a row of that length.</returns>
    /// <exception cref="DiagnosticException">FC5012 or FC5014: the runtime fails within the first tokens.</exception>
    public IReadOnlyList<int[]> Write(Action<long, long> advance, CancellationToken cancellation)
    {
        List<int[]> rows = [];
        for (int row = 0; row < _plan.Samples; row++)
        {
            rows.Add(WriteRow(row == 0, tokens => advance(((long)rows.Count * _length) + tokens, (long)_plan.Samples * _length), cancellation));
        }

        return rows;
    }

    private int[] WriteRow(bool isFirst, Action<int> advance, CancellationToken cancellation)
    {
        _decoder.Reset();
        List<int> row = [_plan.StartToken ?? RandomToken()];
        while (row.Count < _length && Next(row[^1]) is { } token)
        {
            cancellation.ThrowIfCancellationRequested();
            row.Add(token);
            advance(row.Count);
        }

        // Nothing follows the last token, but the search runs it too.
        if (isFirst && row.Count == _length)
        {
            _ = Next(row[^1]);
        }

        return [.. row.Take(_length)];
    }

    /// <summary>The token after all that was written; null at the end of what the model can read, which then holds for all rows.</summary>
    private int? Next(int last)
    {
        try
        {
            ReadOnlySpan<float> logits = _decoder.Append(last);
            return TokenSampler.Draw(logits[..(int)Math.Min(logits.Length, _plan.Vocabulary)], _numbers.Fraction()) ?? RandomToken();
        }
        catch (DiagnosticException exception) when (RuntimeErrors.IsFailure(exception) && _decoder.Ids.Count > 1)
        {
            _length = _decoder.Ids.Count;
            return null;
        }
    }

    private int RandomToken() => (int)_numbers.Below(_plan.Vocabulary);
}
