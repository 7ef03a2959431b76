namespace BackpropGen.Generator.Symbolics;

/// <summary>What generated code computes with, and how that is written.</summary>
internal abstract record CodeForm
{
    /// <summary><c>float</c> or <c>double</c>, where a selection is a branch.</summary>
    public static readonly CodeForm Scalar = new OfScalars();

    /// <summary>The type parameter <c>V</c>, a register of any width (<c>ILanes</c>).</summary>
    public static readonly CodeForm Lanes = new OfLanes();

    /// <summary>Whether many values are computed at once.</summary>
    public virtual bool IsVector => true;

    /// <summary>The type whose static methods are the functions.</summary>
    public abstract string Functions { get; }

    /// <summary>The same number for all values.</summary>
    /// <param name="value">The number.</param>
    /// <param name="literal">The number as C# writes it.</param>
    /// <param name="type">The element type.</param>
    public abstract string Number(double value, string literal, string type);

    /// <summary>A selection by a comparison.</summary>
    public abstract string Select(string comparison, string left, string right, string then, string otherwise);

    private sealed record OfScalars : CodeForm
    {
        public override bool IsVector => false;

        public override string Functions => "global::BackpropGen.Kernels.ScalarMath";

        public override string Number(double value, string literal, string type) => literal;

        public override string Select(string comparison, string left, string right, string then, string otherwise) =>
            throw new System.NotSupportedException("A selection of scalars is a branch.");
    }

    private sealed record OfLanes : CodeForm
    {
        public override string Functions => "V";

        public override string Number(double value, string literal, string type) => value switch
        {
            0 => "V.Zero",
            1 => "V.One",
            _ => $"V.Broadcast({literal})",
        };

        public override string Select(string comparison, string left, string right, string then, string otherwise) =>
            $"V.Select(V.{comparison}({left}, {right}), {then}, {otherwise})";
    }
}
