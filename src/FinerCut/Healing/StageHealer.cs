using System.Numerics.Tensors;
using FinerCut.Execution;
using FinerCut.Onnx.Graphs;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Healing;

/// <summary>Refits the weights of a pruned model stage by stage, from the first sublayer to the last, so that its
/// stream follows that of the dense model.</summary>
/// <param name="dense">Samples at the start of the dense model.</param>
/// <param name="pruned">The same samples at the start of the pruned model.</param>
/// <param name="weights">The weights of the pruned model, which change.</param>
/// <param name="recipe">What is refitted.</param>
internal sealed class StageHealer(StreamSet dense, StreamSet pruned, LayerWeights weights, HealingRecipe recipe)
    : IDisposable
{
    private readonly MatrixProduct _products = new(dense.Decoder.Threads);
    private bool _isSame = true;

    /// <summary>Which weights may change.</summary>
    public required Func<Value, bool> CanChange { get; init; }

    /// <summary>Which samples the fit does not see, by their 0-based index.</summary>
    public required Func<int, bool> IsHeldOut { get; init; }

    private int Threads => dense.Decoder.Threads;

    /// <summary>Takes all samples through a stage, and refits the stage where both streams differ.</summary>
    public void Pass(HealingStage stage)
    {
        bool isFirstCut = _isSame && stage.IsWhole;
        if (isFirstCut && (stage.Cut.Count == 0 || !recipe.BeforeCuts))
        {
            stage.Dense.Concat(stage.Cut).ToList().ForEach(dense.Advance);
            pruned.Advance(stage.Pruned);
            _isSame = stage.Cut.Count == 0;
            return;
        }

        List<SublayerLayers> layers = [.. stage.Pruned.Sublayers.Select(SublayerLayers.Find)];
        if (isFirstCut || stage.Dense.Count > 1 || !(recipe.FitsInputs || recipe.FitsGains))
        {
            stage.Dense.ToList().ForEach(dense.Advance);
        }
        else
        {
            RefitInputs(stage.Pruned, stage.Dense[0], [.. layers.SelectMany(sublayer => sublayer.Inputs)]);
        }

        if (recipe.BeforeCuts)
        {
            stage.Cut.ToList().ForEach(dense.Advance);
        }

        if (recipe.FitsOutputs)
        {
            RefitOutputs(
                stage.Pruned,
                [.. layers.SelectMany(sublayer => sublayer.Outputs).Where(layer => CanChange(layer.Weight))]);
        }

        Advance(stage.Pruned);
        if (!recipe.BeforeCuts)
        {
            stage.Cut.ToList().ForEach(dense.Advance);
        }

        _isSame = false;
    }

    public void Dispose() => _products.Dispose();

    private void RefitInputs(Segment segment, Segment twin, List<InputGroup> groups)
    {
        Dictionary<string, Value> activations =
            twin.Sublayers.SelectMany(sublayer => SublayerLayers.Find(sublayer).Inputs)
                .ToDictionary(group => group.Activations.Name, group => group.Activations);
        groups.RemoveAll(group => !activations.ContainsKey(group.Activations.Name));
        using SegmentSession denseSession =
            dense.Decoder.OpenTaps(twin, [twin.Output, .. groups.Select(group => activations[group.Activations.Name])]);
        using SegmentSession? prunedSession =
            groups.Count == 0 ? null : pruned.Decoder.OpenTaps(segment, [.. groups.Select(group => group.Activations)]);
        RegressionSums[]? sums = null;
        for (int sample = 0; sample < dense.Count; sample++)
        {
            IReadOnlyList<OrtValue> expected = dense.Run(denseSession, sample);
            IReadOnlyList<OrtValue> found = prunedSession is null ? [] : pruned.Run(prunedSession, sample);
            sums ??= [.. found.Select(value => new RegressionSums(_products, WidthOf(value), WidthOf(value)))];
            for (int i = 0; i < found.Count; i++)
            {
                float[] x = LogitNumbers.ToFloats(found[i]);
                float[] missing = LogitNumbers.ToFloats(expected[i + 1]);
                TensorPrimitives.Subtract<float>(missing, x, missing);
                sums[i].Add(x, missing, IsHeldOut(sample));
                expected[i + 1].Dispose();
                found[i].Dispose();
            }

            dense.Replace(sample, expected[0]);
        }

        foreach ((InputGroup group, RegressionSums sum) in groups.Zip(sums ?? []))
        {
            Refit(group, sum.ToFit());
        }
    }

    private void Refit(InputGroup group, RidgeFit fit)
    {
        List<LinearLayer> layers = [.. group.Layers.Where(layer => CanChange(layer.Weight))];
        if (recipe.FitsInputs && layers.Count > 0)
        {
            if (fit.SolveScaled(recipe.Ridge, Threads) is { } map)
            {
                layers.ForEach(layer => AddProduct(layer, map));
            }
        }
        else if (recipe.FitsGains && group.Gain is { } gain && CanChange(gain)
            && fit.SolveScaled(ridge: null, Threads) is { } factors)
        {
            float[] numbers = weights.Read(gain);
            for (int i = 0; i < numbers.Length; i++)
            {
                numbers[i] *= 1 + factors[(i * numbers.Length) + i];
            }

            weights.Write(gain, numbers);
        }
    }

    /// <summary>W becomes W + M·W.</summary>
    private void AddProduct(LinearLayer layer, float[] map)
    {
        float[] numbers = weights.Read(layer);
        float[] change = new float[numbers.Length];
        _products.Multiply(map, numbers, layer.Inputs, change);
        TensorPrimitives.Add<float>(numbers, change, numbers);
        weights.Write(layer, numbers);
    }

    private void RefitOutputs(Segment segment, List<LinearLayer> layers)
    {
        if (layers.Count == 0)
        {
            return;
        }

        List<Value> inputs = [.. layers.Select(layer => layer.Input).Distinct()];
        using SegmentSession session = pruned.Decoder.OpenTaps(segment, [segment.Output, .. inputs]);
        JoinedRows rows = new(layers, inputs);
        RegressionSums sums = new(_products, rows.Width, layers[0].Outputs);
        for (int sample = 0; sample < pruned.Count; sample++)
        {
            IReadOnlyList<OrtValue> found = pruned.Run(session, sample);
            float[] missing = LogitNumbers.ToFloats(dense[sample]);
            float[] joined = rows.Join([.. found.Skip(1).Select(value => LogitNumbers.ToFloats(value))]);
            float[] scales = TokenWeights.Of(missing, layers[0].Outputs);
            TensorPrimitives.Subtract<float>(missing, LogitNumbers.ToFloats(found[0]), missing);
            TokenWeights.Multiply(missing, scales);
            TokenWeights.Multiply(joined, scales);
            sums.Add(joined, missing, IsHeldOut(sample));
            found.ToList().ForEach(value => value.Dispose());
        }

        if (sums.ToFit().Solve(recipe.Ridge, Threads) is { } change)
        {
            rows.AddTo(weights, change);
        }
    }

    private void Advance(Segment segment)
    {
        using SegmentSession session = pruned.Decoder.OpenTaps(segment, [segment.Output]);
        for (int sample = 0; sample < pruned.Count; sample++)
        {
            pruned.Replace(sample, pruned.Run(session, sample)[0]);
        }
    }

    private static int WidthOf(OrtValue value) => (int)value.GetTensorTypeAndShape().Shape[^1];
}
