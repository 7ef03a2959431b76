using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Models;

/// <summary>How real numbers lie in a parameter or a result: one number, a sequence, or the fields of a structure.
/// A function sees the numbers alone, in the layout's order.</summary>
internal abstract record ScalarLayout
{
    /// <summary>The number of reals.</summary>
    public abstract int Count { get; }

    /// <summary>The code of each real of a value, in order.</summary>
    /// <param name="value">The value's code: <c>p</c> gives <c>p.Position.X</c>, <c>x</c> gives <c>x[2]</c>.</param>
    public abstract IEnumerable<string> Leaves(string value);

    /// <summary>One number.</summary>
    public sealed record Real : ScalarLayout
    {
        public override int Count => 1;

        public override IEnumerable<string> Leaves(string value) => [value];
    }

    /// <summary>A span or an array of known length, first element first.</summary>
    /// <param name="Length">The number of elements, at least 1.</param>
    /// <param name="Element">An element's layout.</param>
    /// <param name="ElementType">The element's type, as source text needs it.</param>
    /// <param name="IsArray">Whether it is an array; else it is a span.</param>
    public sealed record Sequence(int Length, ScalarLayout Element, string ElementType, bool IsArray) : ScalarLayout
    {
        public override int Count => Length * Element.Count;

        public override IEnumerable<string> Leaves(string value) => Enumerable.Range(0, Length)
            .SelectMany(i => Element.Leaves(value + "[" + i.ToString(System.Globalization.CultureInfo.InvariantCulture) + "]"));
    }

    /// <summary>A structure or a tuple, its fields in the order in which they were declared.</summary>
    /// <param name="Type">The type as source text needs it: <c>global::Physics.Point</c>, <c>(double X, double Y)</c>.</param>
    /// <param name="Fields">Its fields and their layouts.</param>
    /// <param name="Making">How one is made.</param>
    public sealed record Structure(string Type, EquatableArray<Field> Fields, StructureMaking Making) : ScalarLayout
    {
        public override int Count => Fields.Sum(static member => member.Layout.Count);

        public override IEnumerable<string> Leaves(string value) => Fields.SelectMany(member => member.Layout.Leaves(value + "." + member.Name));
    }

    /// <summary>A field of a structure.</summary>
    /// <param name="Name">The field's or property's name, escaped.</param>
    /// <param name="Layout">Its layout.</param>
    public sealed record Field(string Name, ScalarLayout Layout);
}

/// <summary>How a structure is made of its fields.</summary>
internal enum StructureMaking
{
    /// <summary><c>(a, b)</c>.</summary>
    Tuple,

    /// <summary><c>new Point(a, b)</c>: a constructor takes the fields in order.</summary>
    Constructor,

    /// <summary><c>new Point { X = a, Y = b }</c>.</summary>
    Initializer,
}
