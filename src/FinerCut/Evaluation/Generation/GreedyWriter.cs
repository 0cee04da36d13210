using System.Numerics.Tensors;
using FinerCut.Execution;

namespace FinerCut.Evaluation.Generation;

/// <summary>Lets a model write texts, always the likeliest token, and keeps the time.</summary>
/// <param name="decoder">The model.</param>
/// <param name="ends">Tokens that end a text.</param>
/// <param name="time">The clock.</param>
internal sealed class GreedyWriter(ForkingDecoder decoder, IReadOnlySet<long> ends, TimeProvider time)
{
    private readonly List<double> _steps = [];
    private readonly List<double> _checks = [];

    /// <summary>Median time of reading one token, in milliseconds; not a number before there was one.</summary>
    public double StepMilliseconds => MedianOf(_steps);

    /// <summary>Median time of <see cref="TimeCheck"/>, in milliseconds.</summary>
    public double CheckMilliseconds => MedianOf(_checks);

    /// <summary>Writes a text.</summary>
    /// <param name="prompt">At least one token id.</param>
    /// <param name="tokens">The most tokens to write, at least 1.</param>
    /// <param name="cancellation">Looked at between two tokens.</param>
    public WrittenText Write(int[] prompt, int tokens, CancellationToken cancellation)
    {
        List<int> ids = [];
        Beginning beginning = decoder.Read(prompt);
        try
        {
            while (true)
            {
                int id = TensorPrimitives.IndexOfMax(beginning.Logits.Span);
                ids.Add(id);
                if (ids.Count == tokens || ends.Contains(id))
                {
                    return new WrittenText(prompt, [.. ids]);
                }

                cancellation.ThrowIfCancellationRequested();
                long start = time.GetTimestamp();
                Beginning next = decoder.Append(beginning, id);
                _steps.Add(time.GetElapsedTime(start).TotalMilliseconds);
                beginning.Dispose();
                beginning = next;
            }
        }
        finally
        {
            beginning.Dispose();
        }
    }

    /// <summary>The likeliest token at each place of a text that another model wrote.</summary>
    /// <param name="text">The text.</param>
    /// <returns>As many token ids as the text has.</returns>
    public int[] Follow(WrittenText text)
    {
        using Beginning beginning = decoder.Read(text.Prompt);
        int[] likeliest = new int[text.Ids.Length];
        likeliest[0] = TensorPrimitives.IndexOfMax(beginning.Logits.Span);
        float[] logits = text.Ids.Length > 1 ? decoder.Continue(beginning, text.Ids.AsSpan()[..^1]) : [];
        int vocabulary = beginning.Logits.Length;
        for (int i = 1; i < likeliest.Length; i++)
        {
            likeliest[i] = TensorPrimitives.IndexOfMax(logits.AsSpan((i - 1) * vocabulary, vocabulary));
        }

        return likeliest;
    }

    /// <summary>Takes the time of reading some tokens at once, as when a draft is checked.</summary>
    /// <param name="text">A text; nothing happens where it is shorter.</param>
    /// <param name="tokens">Tokens to read.</param>
    public void TimeCheck(WrittenText text, int tokens)
    {
        if (text.Ids.Length < tokens)
        {
            return;
        }

        using Beginning beginning = decoder.Read(text.Prompt);
        long start = time.GetTimestamp();
        _ = decoder.Continue(beginning, text.Ids.AsSpan(0, tokens));
        _checks.Add(time.GetElapsedTime(start).TotalMilliseconds);
    }

    private static double MedianOf(List<double> values) =>
        values.Count == 0 ? double.NaN : new Statistics.Quantiles(values).Median;
}
