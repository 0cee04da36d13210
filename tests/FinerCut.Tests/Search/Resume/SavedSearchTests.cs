using System.Text;
using FinerCut.Search.Resume;

namespace FinerCut.Tests.Search.Resume;

public class SavedSearchTests
{
    private static readonly byte[] Written = SavedSearch.Write(SavedSearch.ElementOf(States.Inputs), States.After(2));

    [Fact]
    public void Read_WhatWasWritten_IsTheSameToTheLastBit()
    {
        SavedSearch? saved = SavedSearch.Read(Written, out string? fault);
        SearchState state = saved!.ReadState(out _)!;

        Assert.Null(fault);
        Assert.Equal(States.TextOf(States.After(2)), States.TextOf(state));
        Assert.Equal(
            States.After(2).History.Now
                .Select(BitConverter.DoubleToInt64Bits), state.History.Now.Select(BitConverter.DoubleToInt64Bits));
        Assert.Empty(InputDifference.Between(SavedSearch.ElementOf(States.Inputs), saved.Inputs));
        Assert.Equal(Written, SavedSearch.Write(saved.Inputs, state));
    }

    [Fact]
    public void Read_CutOffAnywhere_IsDamaged()
    {
        for (int length = 0; length < Written.Length; length++)
        {
            Assert.Null(SavedSearch.Read(Written[..length], out string? fault));
            Assert.StartsWith("is damaged: ", fault, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Read_AnyByteIsAnother_IsRefused()
    {
        for (int place = 0; place < Written.Length; place++)
        {
            byte[] changed = [.. Written];
            changed[place] ^= 1;

            Assert.True(
                SavedSearch.Read(changed, out string? fault) is null && fault is not null,
                $"byte {place}: {Encoding.UTF8.GetString(changed)}");
        }
    }

    [Theory]
    [InlineData("null", "is damaged: it holds nothing.")]
    [InlineData("{}", "is damaged: ")]
    [InlineData("[1]", "is damaged: ")]
    public void Read_OtherJson_IsDamaged(string json, string fault)
    {
        Assert.Null(SavedSearch.Read(Encoding.UTF8.GetBytes(json), out string? found));
        Assert.StartsWith(fault, found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Read_OlderOrNewerFormat_NamesBoth(int format)
    {
        string text = Encoding.UTF8
            .GetString(Written)
            .Replace("{\"format\":2,", $"{{\"format\":{format},", StringComparison.Ordinal);

        Assert.Null(SavedSearch.Read(Encoding.UTF8.GetBytes(text), out string? fault));
        Assert.Equal($"has the format {format}, and this finercut reads 2.", fault);
    }
}
