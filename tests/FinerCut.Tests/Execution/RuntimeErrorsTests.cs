using FinerCut.Execution;

namespace FinerCut.Tests.Execution;

public class RuntimeErrorsTests
{
    [Theory]
    [InlineData("[ErrorCode:Fail] Bad shape", "Bad shape.")]
    [InlineData(
        "[ErrorCode:Fail] /src/core/model.cc:256 ns::Model::Model(ns::Proto&&, const ns::Options&) Bad (shape) found.",
        "Bad (shape) found.")]
    [InlineData(
        "[ErrorCode:RuntimeException] /src/core/a.h:1 virtual Status ns::Op::Compute(Context*) const Bad shape",
        "Bad shape.")]
    [InlineData("Cannot read /src/core/model.cc:256 f() here.", "Cannot read /src/core/model.cc:256 f() here.")]
    [InlineData("One line.\n  Another one.\n", "One line. Another one.")]
    public void Sentence_OfTheRuntime_IsOneLineWithoutItsSource(string message, string expected) =>
        Assert.Equal(expected, RuntimeErrors.Sentence(new InvalidOperationException(message)));

    [Theory]
    [InlineData(
        "FC5014", "[ErrorCode:RuntimeException] Failed to allocate memory for requested buffer of size 1073741824")]
    [InlineData("FC5014", "[ErrorCode:RuntimeException] std::bad_alloc")]
    [InlineData("FC5012", "[ErrorCode:InvalidArgument] indices element out of data bounds")]
    public void Failed_MessageOfTheRuntime_TellsMemoryFromTheRest(string code, string message) =>
        Assert.Equal(code, RuntimeErrors.Failed("the model", new InvalidOperationException(message)).Code);
}
