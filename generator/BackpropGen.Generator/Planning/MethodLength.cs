namespace BackpropGen.Generator.Planning;

/// <summary>How long a generated method over numbers is before it becomes several: the just-in-time compiler hardly optimizes methods of more
/// than 20,000 instructions, 2,000 locals or 8,000 uses of locals, and keeps 1,024 locals in registers at most.</summary>
internal static class MethodLength
{
    /// <summary>About how many instructions a method has at most; of 500 to 3000 the fastest, see docs/performance.md.</summary>
    public const int MostInstructions = 2000;
}
