using System.Diagnostics.CodeAnalysis;

namespace FinerCut.Tests.Tokenizers;

[SuppressMessage("Naming", "CA1711", Justification = "xunit asks for collections by that word")]
[CollectionDefinition(nameof(TokenizerSpeedCollection), DisableParallelization = true)]
public class TokenizerSpeedCollection;
