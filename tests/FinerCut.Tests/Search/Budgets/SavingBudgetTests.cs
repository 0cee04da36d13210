using FinerCut.Onnx;
using FinerCut.Search.Budgets;

namespace FinerCut.Tests.Search.Budgets;

public class SavingBudgetTests
{
    [Theory]
    [InlineData(SavingUnit.Bytes, "20%", 200)]
    [InlineData(SavingUnit.Bytes, "0.5 %", 5)]
    [InlineData(SavingUnit.Bytes, "700B", 700)]
    [InlineData(SavingUnit.Bytes, "5M", 5e6)]
    [InlineData(SavingUnit.Bytes, "2G", 2e9)]
    [InlineData(SavingUnit.Bytes, "2Gi", 2147483648.0)]
    [InlineData(SavingUnit.Parameters, "30000000", 30e6)]
    [InlineData(SavingUnit.Bytes, "100MB", 100e6)]
    [InlineData(SavingUnit.Bytes, "1.5 gb", 1.5e9)]
    [InlineData(SavingUnit.Bytes, "95MiB", 95 * 1048576.0)]
    [InlineData(SavingUnit.KvCache, "2kB", 2000)]
    [InlineData(SavingUnit.KvCache, "40%", 400)]
    [InlineData(SavingUnit.Parameters, "30M", 30e6)]
    [InlineData(SavingUnit.Parameters, "1.2B", 1.2e9)]
    [InlineData(SavingUnit.Macs, "600k", 600e3)]
    [InlineData(SavingUnit.DecodeSpeedup, "1.25x", 200)]
    [InlineData(SavingUnit.PrefillSpeedup, "2", 500)]
    public void Parse_Amount_IsThatOfADenseThousand(SavingUnit unit, string text, double amount) =>
        Assert.Equal(amount, SavingBudget.Parse(unit, text).AmountOf(1000), 1e-9 * amount);

    [Theory]
    [InlineData(SavingUnit.Bytes, "")]
    [InlineData(SavingUnit.Bytes, "%")]
    [InlineData(SavingUnit.Bytes, "0")]
    [InlineData(SavingUnit.Bytes, "0%")]
    [InlineData(SavingUnit.Bytes, "100%")]
    [InlineData(SavingUnit.Bytes, "-5MB")]
    [InlineData(SavingUnit.Bytes, "5 apples")]
    [InlineData(SavingUnit.Bytes, "1,5MB")]
    [InlineData(SavingUnit.Parameters, "30MB")]
    [InlineData(SavingUnit.Macs, "NaN")]
    [InlineData(SavingUnit.KvCache, "1e3")]
    [InlineData(SavingUnit.DecodeSpeedup, "1x")]
    [InlineData(SavingUnit.DecodeSpeedup, "0.8x")]
    [InlineData(SavingUnit.DecodeSpeedup, "30%")]
    public void Parse_NoAmount_QuotesItWithAnExample(SavingUnit unit, string text)
    {
        DiagnosticException refusal = Assert.Throws<DiagnosticException>(() => SavingBudget.Parse(unit, text));
        Assert.Equal("FC4031", refusal.Code);
        Assert.Contains($"'{text}'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("such as --", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SavingUnit.Bytes, "20", "write --bytes 20% for a share, or 20MB for megabytes.")]
    [InlineData(SavingUnit.Bytes, "0.5", "write --bytes 0.5% for a share, or 0.5MB for megabytes.")]
    [InlineData(SavingUnit.Bytes, "700", "write --bytes 700MB for megabytes, or a share such as 20%.")]
    [InlineData(SavingUnit.Bytes, "100000000", "write --bytes 100000000B for 100000000 bytes, or a share such as 20%.")]
    [InlineData(SavingUnit.KvCache, "40", "write --kv-cache 40% for a share, or 40B for 40 bytes per token.")]
    [InlineData(SavingUnit.KvCache, "2048", "write --kv-cache 2048B for 2048 bytes per token, or a share such as 20%.")]
    [InlineData(SavingUnit.Parameters, "20", "write --parameters 20% for a share, or 20M for millions.")]
    [InlineData(SavingUnit.Macs, "300", "write --macs 300M for millions, or a share such as 20%.")]
    public void Parse_NumberWithoutUnit_IsRefusedWithBothReadings(SavingUnit unit, string text, string expected)
    {
        DiagnosticException refusal = Assert.Throws<DiagnosticException>(() => SavingBudget.Parse(unit, text));
        Assert.Equal("FC4031", refusal.Code);
        Assert.EndsWith($"{text} has no unit; {expected}", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SavingUnit.KvCache, "kv-cache", " 40 %", "40%")]
    [InlineData(SavingUnit.DecodeSpeedup, "decode-speedup", "1.3x", "1.3x")]
    public void Parse_Names_AreThoseOfThePlan(SavingUnit unit, string name, string text, string written)
    {
        SavingBudget budget = SavingBudget.Parse(unit, text);
        Assert.Equal((name, written), (budget.UnitName, budget.Text));
    }
}
