using System;

namespace BackpropGen.Generator.Planning;

/// <summary>What a step computes, as mathematics. Written only when it is printed: of a thousand equal layers, one is.</summary>
internal sealed class Comment(Func<string> write)
{
    public static readonly Comment None = new(static () => "");

    public override string ToString() => write();
}
