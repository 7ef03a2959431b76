namespace BackpropGen;

public static partial class Functions
{
    /// <summary>The sum of all elements, shape <c>[]</c>.</summary>
    public static Tensor Sum(Tensor x) => throw Symbol.AppliedAtRunTime(nameof(Sum));

    /// <summary>The sum over one axis.</summary>
    /// <param name="x">The operand.</param>
    /// <param name="axis">The axis, −1 for the last.</param>
    /// <param name="keepAxis">Whether the axis stays, with length 1.</param>
    public static Tensor Sum(Tensor x, int axis, bool keepAxis = false) => throw Symbol.AppliedAtRunTime(nameof(Sum));

    /// <summary>The mean of all elements, shape <c>[]</c>.</summary>
    public static Tensor Mean(Tensor x) => throw Symbol.AppliedAtRunTime(nameof(Mean));

    /// <summary>The mean over one axis.</summary>
    /// <param name="x">The operand.</param>
    /// <param name="axis">The axis, −1 for the last.</param>
    /// <param name="keepAxis">Whether the axis stays, with length 1.</param>
    public static Tensor Mean(Tensor x, int axis, bool keepAxis = false) => throw Symbol.AppliedAtRunTime(nameof(Mean));

    /// <summary>The largest element, shape <c>[]</c>; ties share the gradient evenly, as torch.amax.</summary>
    public static Tensor Max(Tensor x) => throw Symbol.AppliedAtRunTime(nameof(Max));

    /// <summary>The largest element along one axis; ties share the gradient evenly, as torch.amax.</summary>
    /// <param name="x">The operand.</param>
    /// <param name="axis">The axis, −1 for the last.</param>
    /// <param name="keepAxis">Whether the axis stays, with length 1.</param>
    public static Tensor Max(Tensor x, int axis, bool keepAxis = false) => throw Symbol.AppliedAtRunTime(nameof(Max));

    /// <summary>eˣ / Σ eˣ over the last axis.</summary>
    public static Tensor Softmax(Tensor x) => throw Symbol.AppliedAtRunTime(nameof(Softmax));

    /// <summary>eˣ / Σ eˣ over one axis.</summary>
    public static Tensor Softmax(Tensor x, int axis) => throw Symbol.AppliedAtRunTime(nameof(Softmax));

    /// <summary>x − ln Σ eˣ over the last axis.</summary>
    public static Tensor LogSoftmax(Tensor x) => throw Symbol.AppliedAtRunTime(nameof(LogSoftmax));

    /// <summary>x − ln Σ eˣ over one axis.</summary>
    public static Tensor LogSoftmax(Tensor x, int axis) => throw Symbol.AppliedAtRunTime(nameof(LogSoftmax));

    /// <summary>ln Σ eˣ of all elements, without overflow, shape <c>[]</c>.</summary>
    public static Tensor LogSumExp(Tensor x) => throw Symbol.AppliedAtRunTime(nameof(LogSumExp));

    /// <summary>ln Σ eˣ over one axis, without overflow.</summary>
    /// <param name="x">The operand.</param>
    /// <param name="axis">The axis, −1 for the last.</param>
    /// <param name="keepAxis">Whether the axis stays, with length 1.</param>
    public static Tensor LogSumExp(Tensor x, int axis, bool keepAxis = false) => throw Symbol.AppliedAtRunTime(nameof(LogSumExp));

    /// <summary>The matrix product over the last axis of the left and the second-last of the right, as numpy.matmul:
    /// a vector is a row at the left and a column at the right, and leading axes broadcast.</summary>
    public static Tensor MatMul(Tensor left, Tensor right) => throw Symbol.AppliedAtRunTime(nameof(MatMul));

    /// <summary>Swaps the last two axes.</summary>
    public static Tensor Transpose(Tensor x) => throw Symbol.AppliedAtRunTime(nameof(Transpose));

    /// <summary>Reorders the axes: axis <c>i</c> of the result is axis <c>axes[i]</c> of the operand.</summary>
    public static Tensor Transpose(Tensor x, params int[] axes) => throw Symbol.AppliedAtRunTime(nameof(Transpose));

    /// <summary>The same elements, row by row, in another shape; one length may be −1 and follows from the others.</summary>
    public static Tensor Reshape(Tensor x, params int[] shape) => throw Symbol.AppliedAtRunTime(nameof(Reshape));

    /// <summary>All elements as one vector.</summary>
    public static Tensor Flatten(Tensor x) => throw Symbol.AppliedAtRunTime(nameof(Flatten));

    /// <summary>Elements <c>start, start + step, …</c> along an axis.</summary>
    /// <param name="x">The operand.</param>
    /// <param name="axis">The axis, −1 for the last.</param>
    /// <param name="start">The first index.</param>
    /// <param name="length">How many.</param>
    /// <param name="step">From one to the next; negative to go backwards, not 0.</param>
    public static Tensor Slice(Tensor x, int axis, int start, int length, int step = 1) => throw Symbol.AppliedAtRunTime(nameof(Slice));

    /// <summary>Joins tensors along their last axis.</summary>
    public static Tensor Concatenate(params Tensor[] tensors) => throw Symbol.AppliedAtRunTime(nameof(Concatenate));

    /// <summary>Joins tensors along an axis.</summary>
    public static Tensor Concatenate(int axis, params Tensor[] tensors) => throw Symbol.AppliedAtRunTime(nameof(Concatenate));

    /// <summary>Surrounds an axis with zeros.</summary>
    /// <param name="x">The operand.</param>
    /// <param name="axis">The axis, −1 for the last.</param>
    /// <param name="before">How many zeros before.</param>
    /// <param name="after">How many zeros after.</param>
    /// <param name="interior">How many zeros between neighbours.</param>
    public static Tensor Pad(Tensor x, int axis, int before, int after, int interior = 0) => throw Symbol.AppliedAtRunTime(nameof(Pad));

    /// <summary>The row of a table that a label selects: <c>[classes, …]</c> to <c>[…]</c>.</summary>
    public static Tensor Gather(Tensor table, ClassLabel index) => throw Symbol.AppliedAtRunTime(nameof(Gather));

    /// <summary>The index of the largest element along the last axis (the first of equals).</summary>
    public static ClassLabel ArgMax(Tensor x) => throw Symbol.AppliedAtRunTime(nameof(ArgMax));

    /// <summary>The vector of a label: 1 at its index, else 0.</summary>
    public static Tensor OneHot(ClassLabel index) => throw Symbol.AppliedAtRunTime(nameof(OneHot));

    /// <summary>0, 1, …, length − 1.</summary>
    public static Tensor Range(int length) => throw Symbol.AppliedAtRunTime(nameof(Range));

    /// <summary>A constant array.</summary>
    /// <param name="values">Its elements, row by row.</param>
    /// <param name="shape">The lengths of its axes; a vector unless given.</param>
    public static Tensor Constant(double[] values, params int[] shape) => throw Symbol.AppliedAtRunTime(nameof(Constant));

    /// <summary>From one value per sample to the sum over the batch, shared by all samples.</summary>
    public static Tensor SumOverBatch(Tensor x) => throw Symbol.AppliedAtRunTime(nameof(SumOverBatch));

    /// <summary>From one value per sample to the mean over the batch, shared by all samples.</summary>
    public static Tensor MeanOverBatch(Tensor x) => throw Symbol.AppliedAtRunTime(nameof(MeanOverBatch));

    /// <summary>The number of samples in the batch, a shared scalar.</summary>
    public static Tensor BatchSize() => throw Symbol.AppliedAtRunTime(nameof(BatchSize));

    /// <summary>The operand, through which no gradient flows.</summary>
    public static Tensor StopGradient(Tensor x) => throw Symbol.AppliedAtRunTime(nameof(StopGradient));

    /// <summary>The gradient of a scalar by a tensor it depends on, inside the definition.</summary>
    /// <param name="scalar">Shape <c>[]</c>.</param>
    /// <param name="of">The tensor to differentiate by; its shape is the result's.</param>
    public static Tensor Gradient(Tensor scalar, Tensor of) => throw Symbol.AppliedAtRunTime(nameof(Gradient));

    /// <summary>Sets the state's next value, once a training step. Ignored when the definition is read for inference.</summary>
    public static void Update(State state, Tensor value) => throw Symbol.AppliedAtRunTime(nameof(Update));
}
