using System.Security.Cryptography;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Onnx.Messages;
using FinerCut.Plans;

namespace FinerCut.Healing;

/// <summary>Weights that take the place of a model's own, by the names of their initializers.</summary>
internal sealed class HealedWeights
{
    private readonly Dictionary<string, byte[]> _contents = [];

    /// <summary>Names of the initializers, in the order of their first change.</summary>
    public IReadOnlyCollection<string> Names => _contents.Keys;

    /// <summary>Changes an initializer.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="content">All its elements, as the file stores them.</param>
    public void Set(string name, byte[] content) => _contents[name] = content;

    /// <summary>Lets a model that was just opened have these weights in the place of its own.</summary>
    /// <returns>The same model.</returns>
    public Model Apply(Model model)
    {
        foreach ((string name, byte[] content) in _contents)
        {
            Apply(model, name, content);
        }

        return model;
    }

    /// <summary>Lets an open model have one of these weights.</summary>
    public static void Apply(Model model, string name, byte[] content)
    {
        Value value = model.Graph.FindValue(name)!;
        ByteRange range = new(new MemoryByteSource(content, name), 0, content.Length);
        model.Graph.ReplaceInitializer(value, value.Initializer!.WithContent(range));
    }

    /// <summary>What the plan says of the weights.</summary>
    public IReadOnlyList<HealedWeight> Describe() => [.. _contents.Select(pair =>
        new HealedWeight(pair.Key, Convert.ToHexStringLower(SHA256.HashData(pair.Value))))];

    /// <summary>Reads the weights of a healed model.</summary>
    /// <param name="model">The healed model.</param>
    /// <param name="dense">The dense model.</param>
    /// <param name="names">Those that differ.</param>
    /// <returns>The weights; what is no initializer of one type and shape in both models is left out.</returns>
    public static HealedWeights Read(Model model, Model dense, IEnumerable<string> names)
    {
        HealedWeights weights = new();
        foreach (string name in names)
        {
            if (model.Graph.FindValue(name)?.Initializer is { IsSparse: false } tensor
                && dense.Graph.FindValue(name) is { Initializer: { } twin } value
                && value.Graph == dense.Graph
                && twin.ElementType == tensor.ElementType
                && twin.Dimensions.SequenceEqual(tensor.Dimensions)
                && WeightPlace.Find(model, tensor) is not null)
            {
                weights.Set(name, WeightPlace.Read(model, tensor));
            }
        }

        return weights;
    }

    /// <summary>Writes the weights over those of a written model.</summary>
    /// <param name="path">The graph file; its data files lie beside it.</param>
    public void Save(string path)
    {
        using Model model = Model.Open(path);
        Dictionary<string, WeightPlace> places = _contents.Keys.ToDictionary(
            name => name, name => WeightPlace.Find(model, model.Graph.FindValue(name)!.Initializer!)!);
        foreach ((string name, WeightPlace place) in places)
        {
            place.Write(_contents[name]);
        }
    }
}
