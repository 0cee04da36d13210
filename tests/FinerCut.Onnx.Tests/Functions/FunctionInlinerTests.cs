using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.TestModels.Execution;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Graphs;
using FinerCut.TestModels.Protos;
using Google.Protobuf;
using static FinerCut.Onnx.Tests.Functions.FunctionModels;
using static FinerCut.Onnx.Tests.Functions.FunctionProtos;

namespace FinerCut.Onnx.Tests.Functions;

public sealed class FunctionInlinerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Names => [.. All.Keys];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void Model_WithFunctions_IsReadAndWrittenWithoutThemAndComputesTheSame(string name)
    {
        byte[] original = All[name].ToByteArray();
        using Model model = Open(All[name]);

        byte[] written = ModelWriter.ToBytes(model);

        ModelProto result = ModelProto.Parser.ParseFrom(written);
        Assert.Empty(result.Functions);
        Assert.DoesNotContain(NodesOf(result.Graph), node => node.Domain == "p");
        Assert.Equal(Run(original), Run(written));
    }

    /// <summary>The runtime itself does not take such a function.</summary>
    [Fact]
    public void Value_HandedThroughAFunction_IsCopied()
    {
        FunctionProto through = Function("through", ["a"], ["a", "b"], Node("Abs", ["a"], "b"));
        using Model model = Open(Model([Call("through", ["x"], "p", "q"), Node("Add", ["p", "q"], "y")], through));

        Assert.Equal([2f, 4f], Run(ModelWriter.ToBytes(model)));
    }

    [Fact]
    public void Weights_OfAFunctionThatIsCalledOften_AreThereOnce()
    {
        float[] weights = [.. Enumerable.Range(0, 5000).Select(number => (float)number)];
        NodeProto[] calls = [Call("weighed", ["x"], "a"), Call("weighed", ["a"], "b"), Call("weighed", ["b"], "y")];
        using Model model = Open(Model(calls, Weighed(weights)));

        Tensor tensor = Assert.Single(model.Tensors);
        Assert.Equal(20_000, tensor.SizeInBytes);
        Assert.Equal(new FunctionCounts(1, 3, 0, 0), model.Functions);
        Assert.InRange(ModelWriter.ToBytes(model).Length, 20_000, 21_000);
    }

    [Fact]
    public void Functions_ThatNothingCalls_AreCountedAndNotWritten()
    {
        FunctionProto caller = Function("caller", ["a"], ["b"], Call("large", ["a"], "b"));
        FunctionProto large = Weighed(new float[10_000], "large");
        using Model model = Open(Model([Call("twice", ["x"], "y")], Twice, large, caller));

        Assert.Equal((1, 1L, 2), (model.Functions.Inlined, model.Functions.Calls, model.Functions.Uncalled));
        Assert.InRange(model.Functions.UncalledBytes, 40_000, 41_000);
        Assert.Empty(model.Tensors);
        Assert.InRange(ModelWriter.ToBytes(model).Length, 1, 1000);
    }

    [Fact]
    public void Model_WithFunctionsThatNothingCalls_LosesThemWithoutAnyOtherChange()
    {
        using Model model = Open(Model([Node("Neg", ["x"], "y")], Twice));

        Assert.Empty(ModelProto.Parser.ParseFrom(ModelWriter.ToBytes(model)).Functions);
    }

    [Fact]
    public void Call_OfAFunctionThatCallsItself_IsRefused()
    {
        FunctionProto loop = Function("loop", ["a"], ["b"], Call("loop", ["a"], "b"));
        FunctionProto one = Function("one", ["a"], ["b"], Call("two", ["a"], "b"));
        FunctionProto two = Function("two", ["a"], ["b"], Call("one", ["a"], "b"));

        Refuse("FC1025", "'p::loop'", Model([Call("loop", ["x"], "y")], loop));
        Refuse("FC1025", "calls itself", Model([Call("one", ["x"], "y")], one, two));
    }

    [Fact]
    public void Functions_ThatCallThemselvesAndNobodyCalls_AreNoMatter()
    {
        FunctionProto loop = Function("loop", ["a"], ["b"], Call("loop", ["a"], "b"));
        using Model model = Open(Model([Node("Neg", ["x"], "y")], loop));

        Assert.Equal(1, model.Functions.Uncalled);
    }

    [Fact]
    public void Calls_ThatDoubleWithEveryFunction_AreRefusedAtOnce()
    {
        IEnumerable<FunctionProto> functions = Enumerable.Range(0, 60).Select(number =>
            Doubling($"f{number}", $"f{number + 1}"));
        FunctionProto last = Function("f60", ["a"], ["b"], Node("Neg", ["a"], "b"));
        ModelProto model = Model([Call("f0", ["x"], "y")], [.. functions, last]);
        ProcessorTime time = new();

        Refuse("FC1026", "unfold", model);

        Assert.InRange(time.Seconds, 0, 3);
    }

    [Fact]
    public void Calls_NestedDeeperThanAnyExporterDoes_AreRefused()
    {
        IEnumerable<FunctionProto> functions = Enumerable.Range(0, 5000)
            .Select(number => Function($"f{number}", ["a"], ["b"], Call($"f{number + 1}", ["a"], "b")));

        Refuse("FC1026", "64 calls deep", Model([Call("f0", ["x"], "y")], [.. functions]));
    }

    [Theory]
    [InlineData("ReduceMean", 13)]
    [InlineData("Neg", 20)]
    public void Function_ForAnOpsetInWhichAnOperatorMeansSomethingElse_IsRefused(string opType, long version)
    {
        FunctionProto function = Function("f", ["a"], ["b"], Node(opType, ["a"], "b")).ForOpset("", version);

        Refuse("FC1027", opType, Model([Call("f", ["x"], "y")], function));
    }

    [Fact]
    public void Call_WithMoreThanItsFunctionTakes_IsRefused()
    {
        Refuse("FC1028", "2 inputs", Model([Call("twice", ["x", "x"], "y")], Twice));
        Refuse("FC1028", "2 outputs", Model([Call("twice", ["x"], "y", "z")], Twice));
        Refuse("FC1028", "two functions", Model([Call("twice", ["x"], "y")], Twice, Twice));
    }

    [Fact]
    public void Function_ThatReadsWhatNothingProduces_IsRefused()
    {
        NodeProto[] call = [Call("f", ["x"], "y")];
        NodeProto[] again = [Node("Neg", ["a"], "a"), Node("Neg", ["a"], "b")];

        Refuse("FC1009", "'nothing'", Model(call, Function("f", ["a"], ["b"], Node("Add", ["a", "nothing"], "b"))));
        Refuse("FC1009", "'y'", Model(call, Function("f", ["a"], ["b"], Node("Neg", ["a"], "other"))));
        Refuse("FC1009", "defined twice", Model(call, Function("f", ["a"], ["b"], again)));
    }

    /// <summary>What the runtime does where a function has the name of one of its own operators.</summary>
    [Theory]
    [InlineData("", "Relu")]
    [InlineData("com.microsoft", "Gelu")]
    public void Function_UnderTheNameOfAnOperator_MeansWhatTheRuntimeTakesItFor(string domain, string name)
    {
        FunctionProto function = Function(name, ["a"], ["b"], Node("Neg", ["a"], "b"));
        function.Domain = domain;
        ModelProto original = Model([Node(name, ["x"], "y").In(domain)], function);
        original.OpsetImport.Add(Import("com.microsoft", 1));
        using Model model = Open(original);

        Assert.Equal(Run(original.ToByteArray()), Run(ModelWriter.ToBytes(model)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void SparseInitializer_InsideTheFileOrOutside_IsReadAndWritten(bool isOutside)
    {
        SparseTensorProto sparse = new() { Values = Tensors.Of([3f, 4f], 2), Indices = Tensors.Of([0L, 3L], 2) };
        sparse.Values.Name = "w";
        sparse.Dims.Add([2, 2]);
        if (isOutside)
        {
            MoveOut(sparse.Values);
        }

        ModelProto original = Model([Node("MatMul", ["x", "w"], "y")]);
        original.Graph.SparseInitializer.Add(sparse);
        using Model model = Open(original);
        model.SetMetadata("key", "value");
        Directory.CreateDirectory(_folder.Combine("written"));
        ModelWriter.Write(model, _folder.Combine("written"), "model.onnx", TestContext.Current.CancellationToken);

        Tensor weight = Assert.Single(model.Graph.Initializers).Initializer!;
        Assert.True(weight.IsSparse);
        Assert.Equal((4L, 24L), (weight.ElementCount, weight.SizeInBytes));
        using Model written = OpenFile(_folder.Combine("written", "model.onnx"));
        Assert.Equal(24, Assert.Single(written.Graph.Initializers).Initializer!.SizeInBytes);
        Assert.Equal(isOutside, written.Tensors.Any(tensor => tensor.ExternalData is not null));
    }

    private static IEnumerable<NodeProto> NodesOf(GraphProto graph) =>
        graph.Node.SelectMany(node => GraphsOf(node).SelectMany(NodesOf).Prepend(node));

    private static IEnumerable<GraphProto> GraphsOf(NodeProto node) =>
        node.Attribute.Where(attribute => attribute.G is not null).Select(attribute => attribute.G);

    private static FunctionProto Doubling(string name, string next) =>
        Function(name, ["a"], ["b"], Call(next, ["a"], "c"), Call(next, ["c"], "b"));

    private void MoveOut(TensorProto tensor)
    {
        File.WriteAllBytes(_folder.Combine("data.bin"), tensor.RawData.ToByteArray());
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = "data.bin" });
        tensor.DataLocation = TensorProto.Types.DataLocation.External;
        tensor.ClearRawData();
    }

    private void Refuse(string code, string text, ModelProto model)
    {
        DiagnosticException error = Assert.Throws<DiagnosticException>(() => Open(model));
        Assert.Equal(code, error.Code);
        Assert.Contains(text, error.Message, StringComparison.Ordinal);
    }

    private Model Open(ModelProto model)
    {
        string path = _folder.Combine("model.onnx");
        File.WriteAllBytes(path, model.ToByteArray());
        return OpenFile(path);
    }

    private static Model OpenFile(string path) => Onnx.Graphs.Model.Open(path);
}
