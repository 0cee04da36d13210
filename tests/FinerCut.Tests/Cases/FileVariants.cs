using FinerCut.Folders;
using FinerCut.TestModels.Forms;
using FinerCut.TestModels.Graphs;
using FinerCut.TestModels.Protos;
using FinerCut.TestModels.Structures;
using Google.Protobuf;
using Google.Protobuf.Collections;
using static FinerCut.TestModels.Protos.TensorProto.Types;

namespace FinerCut.Tests.Cases;

/// <summary>Folders with the same decoder, stored in other ways.</summary>
internal static class FileVariants
{
    /// <summary>All in one file.</summary>
    public const string Plain = "plain";

    private const string Domain = "pkg.variants";
    private const int DataFiles = 3;

    private static readonly Dictionary<string, Action<ModelProto, string>> Writers = new()
    {
        [Plain] = (model, folder) => Save(model, Path.Combine(folder, "model.onnx")),
        ["functions-with-inputs-left-out"] = (model, folder) =>
        {
            AddFunctions(model);
            Save(model, Path.Combine(folder, "model.onnx"));
        },
        ["checksums"] = (model, folder) => Spread(model, folder, "", hasChecksums: true),
        ["data-in-a-subfolder"] = (model, folder) => Spread(model, folder, "data/", hasChecksums: true),
        ["graph-and-data-in-a-subfolder"] = (model, folder) =>
        {
            Spread(model, Path.Combine(folder, "decoder"), "", hasChecksums: false);
            File.WriteAllText(
                Path.Combine(folder, "genai_config.json"),
                """{ "model": { "decoder": { "filename": "decoder/model.onnx", "num_hidden_layers": 3 } } }""");
        },
        ["sparse-with-data-outside"] = WriteSparse,
        ["half-precision-caches"] = (model, folder) =>
        {
            HalveCaches(model);
            Save(model, Path.Combine(folder, "model.onnx"));
        },
    };

    /// <summary>Their names, without <see cref="Plain"/>.</summary>
    public static IEnumerable<string> Names => Writers.Keys.Where(name => name != Plain);

    /// <summary>Writes one of them.</summary>
    /// <returns>The folder.</returns>
    public static string Write(string name, string folder)
    {
        Directory.CreateDirectory(folder);
        Writers[name](new InputStructures(InputForm.Plain).Build().Model, folder);
        return folder;
    }

    /// <summary>The digest of a data file, as ONNX has it.</summary>
    public static string ChecksumOf(string path) => FileHash.ComputeSha1(path);

    private static void Save(ModelProto model, string path) => File.WriteAllBytes(path, model.ToByteArray());

    /// <summary>Puts weights into several data files in turn.</summary>
    private static void Spread(ModelProto model, string folder, string prefix, bool hasChecksums)
    {
        Directory.CreateDirectory(Path.Combine(folder, prefix));
        TensorProto[] weights = [.. model.Graph.Initializer.Where(weight => weight.RawData.Length > sizeof(long))];
        foreach ((int index, TensorProto weight) in weights.Index())
        {
            MoveOut(weight, folder, $"{prefix}weights{index % DataFiles}.bin");
        }

        foreach (TensorProto weight in hasChecksums ? weights : [])
        {
            AddEntry(weight, "checksum", ChecksumOf(Path.Combine(folder, weight.ExternalData[0].Value)));
        }

        Save(model, Path.Combine(folder, "model.onnx"));
    }

    private static void WriteSparse(ModelProto model, string folder)
    {
        string source = Directory.CreateDirectory(Path.Combine(folder, "source")).FullName;
        Save(model, Path.Combine(source, "model.onnx"));
        string path = ModelForms.Write(Path.Combine(source, "model.onnx"), ModelForm.SparseWeights, folder);
        Directory.Delete(source, recursive: true);
        ModelProto sparse = ModelProto.Parser.ParseFrom(File.ReadAllBytes(path));
        foreach (SparseTensorProto weight in sparse.Graph.SparseInitializer)
        {
            MoveOut(weight.Values, folder, "weights.bin");
        }

        Save(sparse, path);
    }

    /// <summary>Every product passes a function that limits it to what it is: inputs are left out in the middle and at
    /// the end, and handed on to functions inside.</summary>
    private static void AddFunctions(ModelProto model)
    {
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = Domain, Version = 1 });
        model.Functions.Add(
        [
            Function(model, "inner", Call("Clip", "", ["x", "low", "high"], "y")),
            Function(model, "middle", Call("inner", Domain, ["x", "low", "high"], "y")),
            Function(
                model, "outer", Call("middle", Domain, ["x", "", "high"], "half"),
                Call("middle", Domain, ["half", "low"], "y")),
        ]);
        TensorProto limit = Tensors.Of([float.MaxValue]);
        limit.Name = "limit";
        model.Graph.Initializer.Add(limit);
        foreach ((int index, NodeProto product) in model.Graph.Node
            .Where(node => node.OpType == "MatMul").ToList().Index())
        {
            string output = product.Output[0];
            product.Output[0] = $"{output} unlimited";
            string[] inputs = index % 2 == 0 ? [product.Output[0], "", limit.Name] : [product.Output[0]];
            NodeProto call = Call("outer", Domain, inputs, output);
            call.Name = $"limit {index}";
            model.Graph.Node.Insert(model.Graph.Node.IndexOf(product) + 1, call);
        }
    }

    /// <summary>Keeps caches in float16 while all is computed in float32.</summary>
    private static void HalveCaches(ModelProto model)
    {
        GraphProto graph = model.Graph;
        foreach (ValueInfoProto cache in graph.Input.Concat(graph.Output).Where(value => value.Name.StartsWith('p')
            && value.Type.TensorType.ElemType == (int)DataType.Float))
        {
            cache.Type.TensorType.ElemType = (int)DataType.Float16;
            string wide = $"{cache.Name} in float32";
            foreach (NodeProto node in graph.Node)
            {
                Rename(node.Input, cache.Name, wide);
                Rename(node.Output, cache.Name, wide);
            }

            bool isPast = graph.Input.Contains(cache);
            NodeProto cast = Call("Cast", "", [isPast ? cache.Name : wide], isPast ? wide : cache.Name);
            cast.Name = $"cast of {cache.Name}";
            AttributeProto to = new() { Name = "to", Type = AttributeProto.Types.AttributeType.Int };
            to.I = (long)(isPast ? DataType.Float : DataType.Float16);
            cast.Attribute.Add(to);
            graph.Node.Insert(isPast ? 0 : graph.Node.Count, cast);
        }
    }

    private static void Rename(RepeatedField<string> names, string before, string after)
    {
        for (int index = 0; index < names.Count; index++)
        {
            names[index] = names[index] == before ? after : names[index];
        }
    }

    private static FunctionProto Function(ModelProto model, string name, params NodeProto[] nodes)
    {
        FunctionProto function =
            new() { Domain = Domain, Name = name, Input = { "x", "low", "high" }, Output = { "y" } };
        function.Node.Add(nodes);
        function.OpsetImport.Add(model.OpsetImport);
        return function;
    }

    private static NodeProto Call(string type, string domain, string[] inputs, string output) =>
        new() { OpType = type, Domain = domain, Input = { inputs }, Output = { output } };

    private static void MoveOut(TensorProto tensor, string folder, string location)
    {
        using FileStream data = new(Path.Combine(folder, location), FileMode.Append);
        AddEntry(tensor, "location", location);
        AddEntry(tensor, "offset", $"{data.Position}");
        AddEntry(tensor, "length", $"{tensor.RawData.Length}");
        tensor.DataLocation = DataLocation.External;
        data.Write(tensor.RawData.Span);
        tensor.ClearRawData();
    }

    private static void AddEntry(TensorProto tensor, string key, string value) =>
        tensor.ExternalData.Add(new StringStringEntryProto { Key = key, Value = value });
}
