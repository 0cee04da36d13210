using FinerCut.Execution;

namespace FinerCut.Tests.Execution;

public class RuntimeErrorsTests
{
    [Theory]
    [InlineData("[ErrorCode:Fail] Bad shape", "Bad shape.")]
    [InlineData("[ErrorCode:Fail] /src/core/model.cc:256 ns::Model::Model(ns::Proto&&, const ns::Options&) Bad (shape) found.", "Bad (shape) found.")]
    [InlineData("[ErrorCode:RuntimeException] /src/core/a.h:1 virtual Status ns::Op::Compute(Context*) const Bad shape", "Bad shape.")]
    [InlineData("Cannot read /src/core/model.cc:256 f() here.", "Cannot read /src/core/model.cc:256 f() here.")]
    [InlineData("One line.\n  Another one.\n", "One line. Another one.")]
    public void Sentence_OfTheRuntime_IsOneLineWithoutItsSource(string message, string expected) =>
        Assert.Equal(expected, RuntimeErrors.Sentence(new InvalidOperationException(message)));
}
