using FinerCut.Decoders;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Search.Budgets;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Structures;
using Google.Protobuf;

namespace FinerCut.Tests.Search.Budgets;

/// <summary>What removals are said to save, against what is gone from the written file.</summary>
public sealed class MeasuresTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Names => [.. StructureCatalog.Names];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void Saved_OfStructure_IsWhatTheWrittenFileLoses(string name)
    {
        string path = Write(name);
        using Model model = Model.Open(path);
        DecoderMap map = DecoderMap.Find(model);
        string[] free =
            [.. map.Sublayers.Where(sublayer => sublayer.Refusal is null).Select(sublayer => sublayer.Name.ToString())];
        string[][] sets = [
            [free[0]],
            [free[^1]],
            [.. free.Where((_, index) => index % 2 == 0)],
            [.. free.Where((_, index) => index % 2 == 1)],
            [.. free[1..]]
        ];
        Assert.All(sets, removed =>
        {
            using Model written =
                Model.Open(PrunedCopies.Write(path, removed, _folder.Combine(string.Join(' ', removed))));
            DecoderMap rest = DecoderMap.Find(written);
            Assert.Equal(rest.Parameters, map.Parameters - Saved(SavingUnit.Parameters, map, removed), 0.5);
            Assert.Equal(rest.SizeInBytes, map.SizeInBytes - Saved(SavingUnit.Bytes, map, removed), 0.5);
            Assert.Equal(
                rest.Caches.Sum(cache => cache.BytesPerToken),
                map.Caches.Sum(cache => cache.BytesPerToken) - Saved(SavingUnit.KvCache, map, removed),
                0.5);
        });
    }

    [Fact]
    public void Saved_TiedLayers_CountsWeightsWithTheLastOfThem()
    {
        using Model model = Model.Open(Write("tied-layers"));
        DecoderMap map = DecoderMap.Find(model);
        double one = Saved(SavingUnit.Bytes, map, ["0.ffn"]);
        double two = Saved(SavingUnit.Bytes, map, ["0.ffn", "1.ffn"]);
        double all = Saved(SavingUnit.Bytes, map, ["0.ffn", "1.ffn", "2.ffn"]);

        Assert.Equal((0, 0), (one, two));
        Assert.True(all > 0);
        Measure measure = Measures.CreateMeasure(SavingUnit.Bytes, map, TotalsCounter.CountTotals(map, 8), 8);
        Assert.Equal(all / 3, measure.CreditOf(
            new SublayerName(0, SublayerKind.Ffn),
            new HashSet<SublayerName>(),
            [.. map.Sublayers.Select(sublayer => sublayer.Name)]), 1e-6);
    }

    private static double Saved(SavingUnit unit, DecoderMap map, string[] removed) =>
        Measures.CreateMeasure(unit, map, TotalsCounter.CountTotals(map, 8), 8)
            .Saved(removed.Select(SublayerName.Parse).ToHashSet());

    private string Write(string name)
    {
        string path = _folder.Combine(name, "model.onnx");
        Directory.CreateDirectory(_folder.Combine(name));
        File.WriteAllBytes(path, StructureCatalog.Build(name).Model.ToByteArray());
        return path;
    }
}
