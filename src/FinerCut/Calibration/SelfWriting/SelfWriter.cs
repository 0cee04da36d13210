using FinerCut.Execution;
using FinerCut.Onnx;

namespace FinerCut.Calibration.SelfWriting;

/// <summary>Lets a model write its own calibration samples: from a start token on, each token drawn as likely as the
/// model finds it.</summary>
/// <remarks>Numbers are drawn from a seed, logits come from the runtime: on another machine, or with other threads, a
/// sample may go another way from some token on.</remarks>
internal sealed class SelfWriter
{
    /// <summary>What plans and the command line call such samples.</summary>
    internal const string SourceName = "self";

    private readonly CachedDecoder _decoder;
    private readonly SamplePlan _plan;
    private readonly SeededNumbers _numbers;
    private int _length;

    /// <param name="decoder">The model.</param>
    /// <param name="plan">Which samples.</param>
    public SelfWriter(CachedDecoder decoder, SamplePlan plan) =>
        (_decoder, _plan, _numbers, _length) = (decoder, plan, new SeededNumbers(plan.Seed), plan.SampleTokens);

    /// <summary>Writes the samples.</summary>
    /// <param name="advance">Told the tokens written so far, and those of all samples.</param>
    /// <param name="cancellation">Ends it between two tokens.</param>
    /// <returns>Shape <c>[samples][tokens]</c>; all shorter than wanted where the model cannot read a sample of that
    /// length.</returns>
    /// <exception cref="DiagnosticException">FC5012 or FC5014: the runtime fails within the first tokens.</exception>
    public IReadOnlyList<int[]> Write(Action<long, long> advance, CancellationToken cancellation)
    {
        List<int[]> samples = [];
        for (int sample = 0; sample < _plan.Samples; sample++)
        {
            samples.Add(WriteSample(
                sample == 0,
                tokens => advance(((long)samples.Count * _length) + tokens, (long)_plan.Samples * _length),
                cancellation));
        }

        return samples;
    }

    private int[] WriteSample(bool isFirst, Action<int> advance, CancellationToken cancellation)
    {
        _decoder.Reset();
        List<int> sample = [_plan.StartToken ?? RandomToken()];
        while (sample.Count < _length && Next(sample[^1]) is { } token)
        {
            cancellation.ThrowIfCancellationRequested();
            sample.Add(token);
            advance(sample.Count);
        }

        // Nothing follows the last token, but the search runs it too.
        if (isFirst && sample.Count == _length)
        {
            _ = Next(sample[^1]);
        }

        return [.. sample.Take(_length)];
    }

    /// <summary>The token after all that was written; null at the end of what the model can read, which then holds for
    /// all samples.</summary>
    private int? Next(int last)
    {
        try
        {
            ReadOnlySpan<float> logits = _decoder.Append(last);
            return TokenSampler.Draw(logits[..(int)Math.Min(logits.Length, _plan.Vocabulary)], _numbers.Fraction())
                ?? RandomToken();
        }
        catch (DiagnosticException exception) when (RuntimeErrors.IsFailure(exception) && _decoder.Ids.Count > 1)
        {
            _length = _decoder.Ids.Count;
            return null;
        }
    }

    private int RandomToken() => (int)_numbers.Below(_plan.Vocabulary);
}
