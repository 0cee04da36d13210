using FinerCut.TestModels.Graphs;
using FinerCut.TestModels.Protos;
using Microsoft.ML.OnnxRuntime;
using static FinerCut.Onnx.Tests.Functions.FunctionProtos;
using static FinerCut.TestModels.Protos.TensorProto.Types;

namespace FinerCut.Onnx.Tests.Functions;

/// <summary>Models with functions that the runtime takes, by what is special about them.</summary>
internal static class FunctionModels
{
    /// <summary>A function that doubles.</summary>
    public static FunctionProto Twice { get; } =
        Function("twice", ["a"], ["b"], Node("Add", ["a", "a"], "b").Named("sum"));

    /// <summary>All of them.</summary>
    public static Dictionary<string, ModelProto> All { get; } = new()
    {
        ["nested calls"] = Model([Call("outer", ["x"], "y")], Twice, TwiceTwice()),
        ["attributes"] = Model([Call("scaled", ["x"], "y").With("by", 3)], Scaled().Declaring("by")),
        ["default attributes"] = Model([Call("scaled", ["x"], "y")], Scaled().Default("by", 5)),
        ["attributes handed on"] = Model(
            [Call("outer", ["x"], "y").With("amount", 7)],
            Function("outer", ["a"], ["b"], Call("scaled", ["a"], "b").Referring("by", "amount")).Declaring("amount"),
            Scaled().Default("by", 5)),
        ["inputs left out"] = Model(
            [Call("clipped", ["x", "", "high"], "y")], Clipped()).WithWeight(High, "high"),
        ["last inputs left out"] = Model([Call("clipped", ["x"], "y")], Clipped()),
        ["outputs left out"] = Model(
            [Call("both", ["x"], "", "y")],
            Function("both", ["a"], ["b", "c"], Node("Neg", ["a"], "b"), Node("Abs", ["b"], "c"))),
        ["names that clash"] = Model(
            [
                Node("Neg", ["x"], "call/b"), Call("twice", ["call/b"], "b").Named("call"), Call("twice", ["b"], "c"),
                Call("twice", ["c"], "a"), Node("Add", ["a", "call/b"], "y"),
            ],
            Twice),
        ["a graph inside"] = Model(
            [Call("chosen", ["x", "yes"], "y").Named("call")], Chosen(), Twice).WithWeight(Yes, "yes"),
        ["a call inside a graph"] = Model(
            [If("yes", Branch(Call("twice", ["x"], "then")), Branch(Call("twice", ["x"], "else")), "y")], Twice)
            .WithWeight(Yes, "yes"),
        ["weights in a graph inside"] = Model(
            [Call("chosen", ["x", "yes"], "p"), Call("chosen", ["p", "yes"], "y")], ChosenWeights())
            .WithWeight(Yes, "yes"),
        ["overloads"] = Model(
            [Call("f", ["x"], "p").Overload("one"), Call("f", ["p"], "y").Overload("two")],
            Function("f", ["a"], ["b"], Node("Neg", ["a"], "b")).Overload("one"),
            Function("f", ["a"], ["b"], Node("Add", ["a", "a"], "b")).Overload("two")),
        ["a domain of its own"] = Model(
            [Call("g", ["x"], "y")],
            Function("g", ["a"], ["b"], Node("Gelu", ["a"], "b").In("com.microsoft")).ForOpset("com.microsoft", 1)),
        ["weights inside"] = Model([Call("weighed", ["x"], "p"), Call("weighed", ["p"], "y")], Weighed([2, 3])),
        ["an earlier opset"] = Model(
            [Call("f", ["x"], "y")], Function("f", ["a"], ["b"], Node("Add", ["a", "a"], "b")).ForOpset("", 14)),
    };

    private static TensorProto High => new() { DataType = (int)DataType.Float, FloatData = { 1.5f } };

    private static TensorProto Yes => Tensors.Of(value: true);

    /// <summary>A function that multiplies by a weight of its own.</summary>
    public static FunctionProto Weighed(float[] weights, string name = "weighed") => Function(
        name,
        ["a"],
        ["b"],
        Node("Constant", [], "w").With("value", Tensors.Of(weights, weights.Length)),
        Node("Mul", ["a", "w"], "b"));

    /// <summary>What the runtime computes for <c>x = [1, 2]</c>.</summary>
    public static float[] Run(byte[] model)
    {
        using SessionOptions options = new() { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        using InferenceSession session = new(model, options);
        using RunOptions run = new();
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(new float[] { 1, 2 }, [2]);
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(run, ["x"], [input], ["y"]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }

    private static FunctionProto TwiceTwice() =>
        Function("outer", ["a"], ["c"], Call("twice", ["a"], "b"), Call("twice", ["b"], "c"));

    private static FunctionProto Scaled() => Function(
        "scaled",
        ["a"],
        ["b"],
        Node("Constant", [], "factor").Referring("value_float", "by"),
        Node("Mul", ["a", "factor"], "b"));

    private static FunctionProto Clipped() => Function(
        "clipped", ["a", "low", "top"], ["b"], Node("Clip", ["a", "low", "top"], "b"));

    private static FunctionProto Chosen()
    {
        GraphProto first = Branch(Call("twice", ["a"], "doubled"));
        GraphProto second = Branch(Node("Neg", ["a"], "doubled"));
        return Function("chosen", ["a", "is"], ["b"], If("is", first, second, "b"));
    }

    private static FunctionProto ChosenWeights()
    {
        GraphProto first = Branch(Node("Mul", ["a", "w"], "r")).Weighing(4);
        GraphProto second = Branch(Node("Add", ["a", "w"], "r")).Weighing(5);
        return Function("chosen", ["a", "is"], ["b"], If("is", first, second, "b"));
    }
}
