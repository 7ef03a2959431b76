using System;
using System.Collections.Generic;

namespace BackpropGen.Generator.Symbolics;

/// <summary>A number for a whole expression, from its root's own data and its operands' numbers: the same in every process.</summary>
/// <remarks>Source of the mixing: Steele, Lea and Flood, Fast splittable pseudorandom number generators, OOPSLA 2014 (SplitMix64).</remarks>
internal static class StructuralFingerprint
{
    /// <summary>The number of a node, after those of all nodes under it that have none yet: few nodes are ever asked.</summary>
    public static ulong Of(Expression node)
    {
        var pending = new Stack<Expression>();
        pending.Push(node);
        while (pending.Count > 0)
        {
            var next = pending.Peek();
            var isReady = true;
            foreach (var operand in next.Operands)
            {
                if (!operand.HasFingerprint)
                {
                    pending.Push(operand);
                    isReady = false;
                }
            }

            if (isReady)
            {
                pending.Pop().Keep(OfOperands(next));
            }
        }

        return node.Fingerprint;
    }

    private static ulong OfOperands(Expression node)
    {
        var state = Mix(0, ((ulong)node.Opcode << 48) | ((ulong)node.Comparison << 40) | (uint)node.Index);
        foreach (var letter in node.Function?.Name ?? "")
        {
            state = Mix(state, letter);
        }

        foreach (var number in node.Numbers)
        {
            // Numbers that equal one another as values of nodes do: zeros of both signs, and all that are not a number.
            state = Mix(state, number == 0 ? 0 : double.IsNaN(number) ? ulong.MaxValue : (ulong)BitConverter.DoubleToInt64Bits(number));
        }

        foreach (var operand in node.Operands)
        {
            state = Mix(state, operand.Fingerprint);
        }

        return state;
    }

    private static ulong Mix(ulong state, ulong value)
    {
        unchecked
        {
            state = (state ^ value) + 0x9E3779B97F4A7C15;
            state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            state = (state ^ (state >> 27)) * 0x94D049BB133111EB;
            return state ^ (state >> 31);
        }
    }
}
