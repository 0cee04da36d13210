using FinerCut.Calibration.Sources;
using FinerCut.Calibration.Texts;
using FinerCut.Onnx;

namespace FinerCut.Calibration;

/// <summary>Makes calibration sets of texts and of token ids.</summary>
/// <remarks>Without a seed nothing behind what the samples need is looked at.</remarks>
internal static class CalibrationLoader
{
    /// <summary>Loads a calibration set.</summary>
    /// <param name="request">Which one.</param>
    /// <returns>The set, with as many samples as there are, at most those wanted; fewer are warned of once.</returns>
    /// <exception cref="DiagnosticException">FC3001, FC3015 to FC3024: a source is missing, cannot be read or
    /// understood, fills no sample, has no tokenizer, or holds ids that the model does not know. FC4015 or FC4016: the
    /// sizes or the kind of file are not possible.</exception>
    internal static CalibrationSet Load(CalibrationRequest request)
    {
        CheckSizes(request);
        IReadOnlyList<CalibrationInput> inputs = InputList.ListInputs(request);
        IReadOnlyList<Sample> samples = ReadSamples(request, inputs);
        if (samples.Count < request.Samples && request.Option != SourceOption.HealText)
        {
            request.Warn(CalibrationErrors.FewerSamples(request, samples.Count));
        }

        return new CalibrationSet(
            inputs.Count == 0 ? CalibrationText.SourceName : InputList.NameOf(inputs),
            [.. samples.Select(sample => sample.Ids)])
        {
            Packing = request.Packing,
            Seed = request.Seed,
            Origins = [.. samples.Select(row => row.Origin).OfType<string>()],
        };
    }

    /// <summary>Refuses sizes that no set can have.</summary>
    /// <exception cref="DiagnosticException">FC4015.</exception>
    internal static void CheckSizes(CalibrationRequest request) => CheckSizes(request.Samples, request.SampleTokens);

    /// <summary>Refuses sizes that no set can have.</summary>
    /// <param name="samples">Samples.</param>
    /// <param name="sampleTokens">Tokens in each sample.</param>
    /// <exception cref="DiagnosticException">FC4015.</exception>
    internal static void CheckSizes(int samples, int sampleTokens)
    {
        if (samples < 1)
        {
            throw CalibrationErrors.SamplesTooFew(samples);
        }

        if (sampleTokens < 2)
        {
            throw CalibrationErrors.SampleTokensTooFew(sampleTokens);
        }
    }

    private static IReadOnlyList<Sample> ReadSamples(
        CalibrationRequest request, IReadOnlyList<CalibrationInput> inputs) =>
        (inputs.Count == 0 ? false : DocumentReader.HoldIds(request, inputs)) switch
        {
            null => throw CalibrationErrors.Empty(request),
            true => ReadIds(request, inputs),
            false => Tokenize(request, new DocumentReader(request, inputs)),
        };

    private static IReadOnlyList<Sample> ReadIds(CalibrationRequest request, IReadOnlyList<CalibrationInput> inputs)
    {
        IdSamples ids = new(request);
        return Choose(request, ids.Read(inputs), () => ids.Skipped);
    }

    private static IReadOnlyList<Sample> Tokenize(CalibrationRequest request, DocumentReader reader)
    {
        Func<string, IReadOnlyList<int>> encoder = request.Encoder ?? throw CalibrationErrors.TokenizerMissing(request);
        DocumentSamples documents = new(request, reader);
        IReadOnlyList<Sample> samples = request.Packing == CalibrationPacking.Contiguous
            ? SampleSelection.Choose(
                new ContiguousSamples(request, reader).Read(encoder), request.Samples, request.Seed)
            : Choose(request, documents.Read(encoder), () => documents.Skipped);
        foreach (int id in samples.SelectMany(sample => sample.Ids).Where(id => !request.Knows(id)))
        {
            throw CalibrationErrors.TokenizerUnfit(request, id);
        }

        return samples;
    }

    private static IReadOnlyList<Sample> Choose(
        CalibrationRequest request, IEnumerable<Sample> samples, Func<long> skipped)
    {
        IReadOnlyList<Sample> chosen = SampleSelection.Choose(samples, request.Samples, request.Seed);
        if (skipped() is > 0 and var count)
        {
            request.Warn(CalibrationErrors.TooShortDocuments(count));
        }

        return chosen.Count > 0 ? chosen
            : throw (request.Packing == CalibrationPacking.Contiguous
                ? CalibrationErrors.Empty(request)
                : CalibrationErrors.NoDocuments(request));
    }
}
