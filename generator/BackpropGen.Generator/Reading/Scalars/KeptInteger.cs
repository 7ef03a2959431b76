using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Reading;

/// <summary>An integer that depends on the rounds of loops that are kept as loops.</summary>
/// <param name="Value">How it depends on them.</param>
internal sealed record KeptInteger(LoopInteger Value);
