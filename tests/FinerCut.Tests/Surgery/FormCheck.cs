using FinerCut.Decoders;
using FinerCut.Execution;
using FinerCut.Onnx;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.TestModels;
using FinerCut.TestModels.Execution;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Forms;
using FinerCut.TestModels.Oracles;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Tests.Surgery;

/// <summary>Writes a folder of the zoo in another form, prunes it there, and compares with the folder's
/// references.</summary>
internal sealed class FormCheck : IDisposable
{
    // Of logits around 10; the smallest effect of a removal is 15 times as large.
    private const double HalfPrecisionNoise = 0.1;

    // The runtime makes products of dequantized weights round their other factor to 8 bits; the smallest effect is
    // three times as large.
    private const double EightBitNoise = 0.4;

    private readonly ZooFolder _zoo;
    private readonly TemporaryFolder _temporary = new();
    private readonly List<string> _failures = [];
    private readonly double _least;
    private double _worst;

    private FormCheck(ZooFolder zoo, ModelForm form) => (_zoo, _least) = (zoo, NoiseOf(form));

    private static double NoiseOf(ModelForm form) => form switch
    {
        ModelForm.HalfPrecision => HalfPrecisionNoise,
        ModelForm.DequantizedWeights => EightBitNoise,
        _ => 0,
    };

    public static FormResult Run(ZooFolder zoo, ModelForm form, Func<ZooCase, bool> selection)
    {
        using FormCheck check = new(zoo, form);
        return check.Run(form, [.. zoo.Cases.Where(selection)]);
    }

    public void Dispose() => _temporary.Dispose();

    private FormResult Run(ModelForm form, IReadOnlyList<ZooCase> cases)
    {
        string path;
        try
        {
            path = ModelForms.Write(_zoo.ModelPath, form, _temporary.Combine("source"));
            using OnnxRunner runner = OnnxRunner.Open(path);
            runner.Prefill(cases[0].Ids);
        }
        catch (OnnxRuntimeException exception)
        {
            return new(0, 0, [], exception.Message);
        }

        int passed = 0;
        try
        {
            CompareMaps(path);
            passed = cases.Count(zooCase => IsRight(path, zooCase));
            RunSegments(path, cases);
            RunGates(path, cases);
        }
        catch (Exception exception) when (exception is DiagnosticException or ArgumentException or OnnxRuntimeException)
        {
            _failures.Add(exception.Message);
        }

        return new(passed, _worst, _failures);
    }

    /// <summary>The same sublayers with the same caches, whatever the form.</summary>
    private void CompareMaps(string path)
    {
        (string expected, string found) = (Describe(_zoo.ModelPath), Describe(path));
        if (expected != found)
        {
            _failures.Add($"recognised {found} instead of {expected}");
        }
    }

    private static string Describe(string path)
    {
        using Model model = Model.Open(path);
        DecoderMap map = DecoderMap.Find(model);
        return string.Join(' ', map.Sublayers.Select(sublayer =>
            $"{sublayer.Name}("
                + string.Join(", ", sublayer.Caches.Select(cache => $"{cache.Past.Name}>{cache.Present.Name}")) + ")")
                .Concat(map.NotUnderstood));
    }

    private bool IsRight(string source, ZooCase zooCase)
    {
        string path = PrunedCopies.Write(source, zooCase.Removed, _temporary.Combine($"case {zooCase.Name}"));
        using OnnxRunner runner = OnnxRunner.Open(path);
        bool isRight = Judge(zooCase, "prefill", runner.Prefill(zooCase.Ids));
        return (!runner.HasCaches || Judge(zooCase, "step", runner.PrefillThenStep(zooCase.Ids))) && isRight;
    }

    private void RunSegments(string path, IReadOnlyList<ZooCase> cases)
    {
        using SegmentedDecoder decoder = SegmentedDecoder.Open(path, new SessionFactory(ExecutionProvider.Cpu, 2));
        foreach (ZooCase zooCase in cases.Where(zooCase => zooCase.Ids.Length == 1))
        {
            using PreparedSample sample = decoder.Prepare(zooCase.Ids[0]);
            float[] logits = decoder.Logits(sample, zooCase.Removed.Select(SublayerName.Parse).ToHashSet());
            Judge(zooCase, "segments", new LogitsArray(logits, 1, sample.Length, decoder.Vocabulary));
        }
    }

    private void RunGates(string path, IReadOnlyList<ZooCase> cases)
    {
        GatedCopy gated = GatedCopy.Write(path, _temporary.Combine("gated"));
        using OnnxRunner runner = gated.Open();
        foreach (ZooCase zooCase in cases)
        {
            gated.Close(zooCase.Removed);
            Judge(zooCase, "gates", runner.Prefill(zooCase.Ids));
        }
    }

    private bool Judge(ZooCase zooCase, string way, LogitsArray logits)
    {
        ZooVerdict verdict = _zoo.Judge(zooCase, logits);
        verdict = verdict with { Tolerance = Math.Max(verdict.Tolerance, _least) };
        _worst = Math.Max(_worst, verdict.Share);
        if (!verdict.IsWithin)
        {
            _failures.Add($"{zooCase.Name} {way}: {verdict.Error:g3} > {verdict.Tolerance:g3}");
        }

        return verdict.IsWithin;
    }
}
